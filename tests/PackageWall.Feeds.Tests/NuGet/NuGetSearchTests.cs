using System.Text;
using System.Text.Json;
using PackageWall.Feeds.NuGet;
using PackageWall.Packages;
using static PackageWall.Feeds.Tests.NuGet.NuGetDocuments;

namespace PackageWall.Feeds.Tests.NuGet;

public sealed class NuGetSearchTests
{
    public const string Answer = """
        { "@context": { "@vocab": "http://schema.example/" }, "totalHits": 500, "data": [
          { "@id": "https://registry.example/reg/pwdemo/index.json", "@type": "Package", "registration": "https://registry.example/reg/pwdemo/index.json",
            "id": "PwDemo", "version": "1.2.0", "description": "words", "projectUrl": "https://project.example/", "iconUrl": "https://registry.example/icon", "licenseUrl": "https://registry.example/l",
            "tags": ["t"], "authors": ["a"], "owners": ["o"], "totalDownloads": 5, "verified": true, "packageTypes": [ { "name": "Dependency" } ],
            "versions": [ { "version": "1.0.0", "downloads": 1, "@id": "https://registry.example/reg/pwdemo/1.0.0.json" },
                          { "version": "1.2.0-rc.1", "downloads": 2, "@id": "https://registry.example/reg/pwdemo/1.2.0-rc.1.json" },
                          { "version": "1.2.0", "downloads": 3, "@id": "https://registry.example/reg/pwdemo/1.2.0.json" } ] },
          { "id": "Bad", "version": "6.6.6", "versions": [ { "version": "6.6.6" } ] },
          { "id": "../bad", "version": "1.0.0" },
          { "id": "Lonely", "version": "3.0.0" } ] }
        """;

    [Fact]
    public void Withheld_versions_go_and_packages_without_any_go_altogether()
    {
        JsonElement answer = Rewrite((id, version) => id.Value == "bad" || version.Value == "1.2.0");
        answer.GetProperty("totalHits").GetInt64().ShouldBe(498);
        JsonElement[] hits = [.. answer.GetProperty("data").EnumerateArray()];
        hits.Select(hit => hit.GetProperty("id").GetString()).ShouldBe(["PwDemo", "Lonely"]);
        hits[0].GetProperty("version").GetString().ShouldBe("1.0.0", "the newest stable one stands for the package");
        hits[0].GetProperty("versions").EnumerateArray().Select(version => version.GetProperty("version").GetString()).ShouldBe(["1.0.0", "1.2.0-rc.1"]);
        hits[0].GetProperty("versions")[0].GetProperty("@id").GetString().ShouldBe("http://wall.example:8080/nuget/reg/pwdemo/1.0.0.json");
        hits[0].GetProperty("registration").GetString().ShouldBe("http://wall.example:8080/nuget/reg/pwdemo/index.json");
        hits[0].GetProperty("packageTypes")[0].GetProperty("name").GetString().ShouldBe("Dependency");
    }

    [Fact]
    public void What_is_not_withheld_keeps_its_face() =>
        Rewrite((_, _) => false).GetProperty("data")[0].GetProperty("version").GetString().ShouldBe("1.2.0");

    [Fact]
    public void Autocomplete_loses_blocked_ids_and_withheld_versions()
    {
        byte[] ids = Value(AutocompleteWriter.RewriteIds(Utf8("""{"totalHits":3,"data":["PwDemo","Bad","../x"]}"""), id => id.Value == "bad"));
        Parse(ids).GetProperty("data").EnumerateArray().Select(id => id.GetString()).ShouldBe(["PwDemo"]);
        byte[] versions = Value(AutocompleteWriter.RewriteVersions(Utf8("""{"data":["1.0.0","1.2",7]}"""), version => version.Value == "1.2.0"));
        Encoding.UTF8.GetString(versions).ShouldBe("""{"totalHits":1,"data":["1.0.0"]}""");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"data\":{}}")]
    [InlineData("oops")]
    public void An_answer_of_another_structure_is_never_passed_on(string json)
    {
        SearchWriter.Rewrite(Utf8(json), Base, (_, _) => false).ShouldBeOfType<NuGetReading<byte[]>.Failure>();
        AutocompleteWriter.RewriteIds(Utf8(json), _ => false).ShouldBeOfType<NuGetReading<byte[]>.Failure>();
    }

    [Fact]
    public void Vulnerability_pages_are_named_under_our_address_and_ours_is_one_more()
    {
        const string Index = """
            [ { "@name": "base", "@id": "https://registry.example/v/base.json", "@updated": "2026-01-01T00:00:00Z" },
              { "@name": "../Update", "@id": "https://registry.example/v/update.json" },
              { "@name": "packagewall", "@id": "https://registry.example/v/evil.json" } ]
            """;
        IReadOnlyList<VulnerabilityPage> pages = Value(VulnerabilityReader.ReadIndex(Utf8(Index), IndexUrl));
        pages.Select(page => page.Key).ShouldBe(["base", "page-1", "page-2"]);
        JsonElement written = Parse(VulnerabilityWriter.WriteIndex(Base, pages, DateTimeOffset.UnixEpoch.AddYears(56)));
        written.EnumerateArray().Select(page => page.GetProperty("@id").GetString()!["http://wall.example:8080/nuget/".Length..])
            .ShouldBe(["vuln/base.json", "vuln/page-1.json", "vuln/page-2.json", "vuln/packagewall.json"]);
        VulnerabilityReader.ReadIndex(Utf8("{}"), IndexUrl).ShouldBeOfType<NuGetReading<IReadOnlyList<VulnerabilityPage>>.Failure>();
    }

    [Fact]
    public void Our_vulnerability_page_has_the_form_that_clients_read()
    {
        byte[] page = VulnerabilityWriter.WriteOwnPage([
            new BlockedVersion(Demo, Version("1.3.0"), new Uri("http://wall.example:8080/why/nuget/pwdemo/1.3.0")),
            new BlockedVersion(Demo, Version("1.2.0"), new Uri("http://wall.example:8080/why/nuget/pwdemo/1.2.0"))]);
        Encoding.UTF8.GetString(page).ShouldBe("""{"pwdemo":[{"url":"http://wall.example:8080/why/nuget/pwdemo/1.2.0","severity":3,"versions":"[1.2.0]"},"""
            + """{"url":"http://wall.example:8080/why/nuget/pwdemo/1.3.0","severity":3,"versions":"[1.3.0]"}]}""");
        VulnerabilityReader.ReadPage(page).ShouldBeOfType<NuGetReading<ReadOnlyMemory<byte>>.Read>();
        VulnerabilityReader.ReadPage(Utf8("""{"a":[{"url":"x"}]}""")).ShouldBeOfType<NuGetReading<ReadOnlyMemory<byte>>.Failure>();
    }

    private static JsonElement Rewrite(Func<PackageName, PackageVersion, bool> isWithheld) => Parse(Value(SearchWriter.Rewrite(Utf8(Answer), Base, isWithheld)));
}
