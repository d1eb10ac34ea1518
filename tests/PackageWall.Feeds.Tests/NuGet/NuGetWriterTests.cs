using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.NuGet;
using PackageWall.Packages;
using static PackageWall.Feeds.Tests.NuGet.NuGetDocuments;

namespace PackageWall.Feeds.Tests.NuGet;

public sealed class NuGetWriterTests
{
    [Fact]
    public void Our_service_index_stands_under_every_type_and_announces_only_what_is_offered()
    {
        JsonElement full = Parse(NuGetServiceIndexWriter.Write(Base, new NuGetOffer
        {
            Search = true, Autocomplete = true, Vulnerabilities = true, Why = new Uri("http://wall.example:8080/why/nuget/"),
        }));
        var resources = full.GetProperty("resources").EnumerateArray()
            .ToDictionary(resource => resource.GetProperty("@type").GetString()!, resource => resource.GetProperty("@id").GetString()!);
        foreach (string variant in new[] { "", "/3.0.0-beta", "/3.0.0-rc", "/3.4.0", "/3.6.0", "/Versioned" })
        {
            resources["RegistrationsBaseUrl" + variant].ShouldBe("http://wall.example:8080/nuget/reg/");
        }

        resources["PackageBaseAddress/3.0.0"].ShouldBe("http://wall.example:8080/nuget/flat/");
        resources["PackageDetailsUriTemplate/5.1.0"].ShouldBe("http://wall.example:8080/why/nuget/{id}/{version}");
        resources["VulnerabilityInfo/6.7.0"].ShouldBe("http://wall.example:8080/nuget/vuln/index.json");
        resources.Keys.ShouldNotContain(type => type.StartsWith("RepositorySignatures") || type.StartsWith("PackagePublish"));

        string bare = Encoding.UTF8.GetString(NuGetServiceIndexWriter.Write(Base, new NuGetOffer()));
        bare.ShouldNotContain("Search");
        bare.ShouldNotContain("Vulnerability");
        Value(NuGetServiceIndexReader.Read(Utf8(bare), new Uri(Base, "v3/index.json"))).PackageBase.AbsoluteUri.ShouldEndWith("/nuget/flat/");
    }

    [Fact]
    public void No_document_names_another_host()
    {
        NuGetPackage package = Package();
        RegistrationWriter.TryWriteIndex(package, View(), out byte[] index).ShouldBeTrue();
        RegistrationWriter.TryWriteLeaf(package, View(), Version("1.0.0"), out byte[] leaf).ShouldBeTrue();
        byte[] search = Value(SearchWriter.Rewrite(Utf8(NuGetSearchTests.Answer), Base, (_, _) => false));
        byte[] vulnerabilities = VulnerabilityWriter.WriteIndex(Base, [new VulnerabilityPage("base", "base", new Uri("https://registry.example/v"), null)], DateTimeOffset.UnixEpoch);
        foreach (byte[] document in new[] { index, leaf, search, vulnerabilities })
        {
            Regex.Matches(Encoding.UTF8.GetString(document), "https?://([^/\"]+)").Select(match => match.Groups[1].Value).Distinct().ShouldBe(["wall.example:8080"]);
        }
    }

    [Fact]
    public void A_registration_keeps_what_clients_use()
    {
        RegistrationWriter.TryWriteIndex(Package(), View(), out byte[] document).ShouldBeTrue();
        JsonElement page = Parse(document).GetProperty("items")[0];
        page.GetProperty("lower").GetString().ShouldBe("1.0.0");
        page.GetProperty("upper").GetString().ShouldBe("2.0.0-beta.1");
        page.GetProperty("count").GetInt32().ShouldBe(4);
        JsonElement item = page.GetProperty("items")[2];
        item.GetProperty("packageContent").GetString().ShouldBe("http://wall.example:8080/nuget/flat/pwdemo/1.2.0/pwdemo.1.2.0.nupkg");
        JsonElement entry = item.GetProperty("catalogEntry");
        entry.GetProperty("id").GetString().ShouldBe("PwDemo");
        entry.GetProperty("version").GetString().ShouldBe("1.2.0+build.5");
        entry.GetProperty("authors").GetString().ShouldBe("Päckchen & Co");
        entry.GetProperty("deprecation").GetProperty("reasons")[0].GetString().ShouldBe("Legacy");
        entry.GetProperty("vulnerabilities")[0].GetProperty("severity").GetString().ShouldBe("2");
        entry.GetProperty("dependencyGroups")[0].GetProperty("dependencies")[0].GetProperty("registration").GetString()
            .ShouldBe("http://wall.example:8080/nuget/reg/other.package/index.json");
        page.GetProperty("items")[1].GetProperty("catalogEntry").GetProperty("listed").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void A_registry_that_says_nothing_but_versions_still_gives_a_registration()
    {
        RegistrationWriter.TryWriteIndex(Bare(Demo, "1.0.0", "1.1.0"), View("1.1.0"), out byte[] document).ShouldBeTrue();
        JsonElement item = Parse(document).GetProperty("items")[0].GetProperty("items").EnumerateArray().Single();
        item.GetProperty("catalogEntry").GetProperty("id").GetString().ShouldBe("pwdemo");
        item.GetProperty("catalogEntry").GetProperty("listed").GetBoolean().ShouldBeTrue();
        item.GetProperty("catalogEntry").TryGetProperty("published", out _).ShouldBeFalse();
    }

    [Fact]
    public void Long_registrations_are_paged_by_64_and_each_page_can_be_had()
    {
        NuGetPackage package = Bare(Demo, [.. Enumerable.Range(0, 200).Select(i => $"1.{i}.0")]);
        DocumentView view = View([.. Enumerable.Range(64, 64).Select(i => $"1.{i}.0"), "1.0.0"]);
        RegistrationWriter.TryWriteIndex(package, view with { Withheld = View("1.0.0").Withheld }, out byte[] document).ShouldBeTrue();
        JsonElement index = Parse(document);
        index.GetProperty("count").GetInt32().ShouldBe(4);
        index.GetProperty("items")[0].TryGetProperty("items", out _).ShouldBeFalse();

        int total = 0;
        foreach (JsonElement page in index.GetProperty("items").EnumerateArray())
        {
            var path = NuGetRequestPath.Parse(new Uri(page.GetProperty("@id").GetString()!).AbsolutePath["/nuget/".Length..]).ShouldBeOfType<NuGetRequestPath.RegistrationPage>();
            RegistrationWriter.TryWritePage(package, view with { Withheld = View("1.0.0").Withheld }, path.Lower, path.Upper, out byte[] bytes).ShouldBeTrue();
            JsonElement read = Parse(bytes);
            read.GetProperty("count").GetInt32().ShouldBe(page.GetProperty("count").GetInt32());
            read.GetProperty("items").GetArrayLength().ShouldBe(read.GetProperty("count").GetInt32());
            total += read.GetProperty("count").GetInt32();
        }

        total.ShouldBe(199);
        RegistrationWriter.TryWritePage(package, view, Version("1.64.0"), Version("1.127.0"), out _).ShouldBeFalse("a page that decisions emptied is gone");
    }

    [Fact]
    public void Whatever_is_withheld_no_document_shows_it_and_every_count_is_right()
    {
        var random = new Random(20261120);
        for (int round = 0; round < 60; round++)
        {
            string[] versions = [.. Enumerable.Range(0, random.Next(1, 160)).Select(i => $"{i / 10}.{i % 10}.7{(random.Next(3) == 0 ? "-rc.1" : "")}")];
            string[] withheld = [.. versions.Where(_ => random.Next(2) == 0)];
            NuGetPackage package = Bare(Demo, versions);
            DocumentView view = View(withheld);

            bool any = FlatIndexWriter.TryWrite(package.Package, view, out byte[] flat);
            any.ShouldBe(withheld.Length < versions.Length);
            string[] shown = [.. Parse(flat).GetProperty("versions").EnumerateArray().Select(version => version.GetString()!)];
            shown.ShouldBe(versions.Except(withheld).OrderBy(Version));

            RegistrationWriter.TryWriteIndex(package, view, out byte[] document).ShouldBe(any);
            JsonElement index = Parse(document);
            index.GetProperty("items").GetArrayLength().ShouldBe(index.GetProperty("count").GetInt32());
            index.GetProperty("items").EnumerateArray().Sum(page => page.GetProperty("count").GetInt32()).ShouldBe(shown.Length);
            string text = Encoding.UTF8.GetString(document);
            withheld.ShouldAllBe(version => !text.Contains($"/{version}.json") && !text.Contains($"\"{version}\""));
            withheld.ShouldAllBe(version => !TryLeaf(package, view, version));
            shown.ShouldAllBe(version => TryLeaf(package, view, version));
        }
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("1.1.0", null)]
    [InlineData("1.2.0", "PackageWall: pwdemo 1.2.0 is cooling until 2026-11-27 10:00 UTC (published 2026-11-20, new versions wait 7 days); newest allowed: 1.1.0; see http://wall.example:8080/why/nuget/pwdemo/1.2.0")]
    [InlineData("1.1.0 1.2.0", "PackageWall: pwdemo 1.2.0 is cooling until 2026-11-27 10:00 UTC (published 2026-11-20, new versions wait 7 days); newest allowed: 1.0.0; see http://wall.example:8080/why/nuget/pwdemo/1.2.0 (1 more withheld)")]
    [InlineData("2.0.0-beta.1", "PackageWall: pwdemo 2.0.0-beta.1 is cooling until 2026-11-27 10:00 UTC (published 2026-11-20, new versions wait 7 days); newest allowed: 1.2.0; see http://wall.example:8080/why/nuget/pwdemo/2.0.0-beta.1")]
    public void A_warning_is_given_when_something_newer_is_withheld(string withheld, string? expected) =>
        NuGetWarning.For(Package().Package, View(withheld.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Withheld).ShouldBe(expected);

    [Fact]
    public void A_warning_can_carry_no_second_line()
    {
        PackageName id = PackageName.Parse(Ecosystem.NuGet, "pÄckchen");
        DocumentView view = View("1.0.0");
        WithheldVersion evil = view.Withheld["1.0.0"] with { Because = "a\r\nX-Evil: 1\u001b[31m\u2028" };
        string warning = NuGetWarning.For(Bare(id, "1.0.0").Package, new Dictionary<string, WithheldVersion> { ["1.0.0"] = evil })!;
        warning.ShouldAllBe(c => c >= ' ' && c <= '~');
        warning.ShouldContain("no version is allowed yet");
    }

    [Fact]
    public void Ids_beyond_ascii_come_back_from_every_address_we_write()
    {
        PackageName id = PackageName.Parse(Ecosystem.NuGet, "PÄckchen.日本");
        RegistrationWriter.TryWriteIndex(Bare(id, "1.0.0"), View(), out byte[] document).ShouldBeTrue();
        JsonElement item = Parse(document).GetProperty("items")[0].GetProperty("items")[0];
        foreach (string name in new[] { "@id", "packageContent", "registration" })
        {
            string url = item.GetProperty(name).GetString()!;
            url.ShouldAllBe(c => c < 128);
            string path = url["http://wall.example:8080/nuget/".Length..];
            NuGetRequestPath.Parse(path).ShouldBeOneOf(new NuGetRequestPath.RegistrationLeaf(id, Version("1.0.0")), new NuGetRequestPath.Package(id, Version("1.0.0")), new NuGetRequestPath.Registration(id));
        }
    }

    // Readers of trees take the last of two members with one name, in whatever order and escaping they stand.
    [Theory]
    [InlineData("""{"authors":"a","version":"1.0.0","id":"PwDemo","\u0061uthors":"\u00e9<\ud83d\ude00"}""", """ "id":"PwDemo","authors":"\u00E9\u003C\uD83D\uDE00" """)]
    [InlineData("""{"version":"1.0.0","id":"PwDemo","authors":["a"],"tags":[1,"x",["y"],{"z":"z"},"\u0077"],"requireLicenseAcceptance":"no"}""", """ "id":"PwDemo","tags":["x","w"] """)]
    [InlineData("""{"version":"1.0.0","tags":" one, two","summary":"","title":null}""", """ "id":"pwdemo","summary":"","tags":" one, two" """)]
    [InlineData("""{"version":"1.0.0","dependencyGroups":[7,[],{"dependencies":{}},{"dependencies":[3,{"id":7},{"id":"-"},{"range":"[1, )","id":"\u004fther.A"},{"id":"other.a"}],"targetFramework":"net8.0"}]}""", """ "id":"pwdemo","dependencyGroups":[{},{},{},{"targetFramework":"net8.0","dependencies":[{"id":"Other.A","range":"[1, )","registration":"http://wall.example:8080/nuget/reg/other.a/index.json"},{"id":"other.a","registration":"http://wall.example:8080/nuget/reg/other.a/index.json"}]}] """)]
    [InlineData("""{"version":"1.0.0","deprecation":[],"vulnerabilities":[{"severity":"2","advisoryUrl":"http://a.example/"},"x"]}""", """ "id":"pwdemo","vulnerabilities":[{"advisoryUrl":"http://a.example/","severity":"2"},{}] """)]
    public void An_entry_is_copied_as_a_tree_would_be_read(string entry, string expected)
    {
        string index = $$"""{"items":[{"items":[{"catalogEntry":{{entry}} }]}]}""";
        RegistrationIndex read = RegistrationReader.ReadIndex(Encoding.UTF8.GetBytes(index), Demo, RegistrationUrl).ShouldBeOfType<NuGetReading<RegistrationIndex>.Read>().Value;
        NuGetPackage package = NuGetPackageJoin.Join(Demo, new FlatIndex([(Version("1.0.0"), "1.0.0")], 0), read.Leaves, PackageBase, new Dictionary<string, CatalogLeaf>());

        RegistrationWriter.TryWriteIndex(package, View(), out byte[] document).ShouldBeTrue();

        string written = Encoding.UTF8.GetString(document);
        int start = written.IndexOf("\"id\":", StringComparison.Ordinal);
        written[start..written.IndexOf("},\"packageContent\"", StringComparison.Ordinal)].ShouldBe(expected.Trim());
    }

    private static bool TryLeaf(NuGetPackage package, DocumentView view, string version) => RegistrationWriter.TryWriteLeaf(package, view, Version(version), out _);
}
