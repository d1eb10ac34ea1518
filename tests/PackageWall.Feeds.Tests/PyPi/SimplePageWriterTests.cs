using System.Text.Json;
using System.Text.RegularExpressions;
using PackageWall.Feeds.Definitions;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.PyPi;
using static PackageWall.Feeds.Tests.PyPi.SimplePages;

namespace PackageWall.Feeds.Tests.PyPi;

public sealed class SimplePageWriterTests
{
    private const string Wheel10 = "pw_demo-1.0.0-py3-none-any.whl";

    [Fact]
    public void A_json_page_says_what_upstream_says_under_our_addresses()
    {
        using JsonDocument json = JsonDocument.Parse(Write(Page(Json), View(), SimpleFormat.Json));
        JsonElement root = json.RootElement;
        root.GetProperty("meta").GetProperty("api-version").GetString().ShouldBe("1.1");
        root.GetProperty("name").GetString().ShouldBe("pw-demo");
        root.GetProperty("versions").EnumerateArray().Select(version => version.GetString()).ShouldBe(["1.0.0", "1.1.0", "1.2.0rc1"]);
        JsonElement first = root.GetProperty("files")[0];
        first.GetProperty("url").GetString().ShouldBe($"http://wall.example:8080/pypi/files/pw-demo/{Wheel10}");
        first.GetProperty("upload-time").GetString().ShouldBe("2025-01-02T03:04:05.678901Z");
        first.GetProperty("size").GetInt64().ShouldBe(1234);
        first.GetProperty("requires-python").GetString().ShouldBe(">=3.8");
        first.GetProperty("hashes").GetProperty("sha256").GetString().ShouldBe(Sha256A);
        first.GetProperty("yanked").GetBoolean().ShouldBeFalse();
        root.GetProperty("files")[2].GetProperty("yanked").GetString().ShouldBe("broken on <Windows>");
        root.GetRawText().ShouldNotContain("provenance");
        root.GetRawText().ShouldNotContain("dist-info-metadata");
    }

    [Theory]
    [InlineData(SimpleFormat.Json)]
    [InlineData(SimpleFormat.Html)]
    [InlineData(SimpleFormat.LegacyHtml)]
    public void No_page_names_another_host(SimpleFormat format)
    {
        foreach (SimplePage page in new[] { Page(Json), Page(Html, "text/html") })
        {
            string text = Write(page, View("1.0.0"), format);
            Regex.Matches(text, "https?://([^/\"<;]+)").Select(match => match.Groups[1].Value).Distinct().ShouldBe(["wall.example:8080"]);
        }
    }

    [Fact]
    public void What_we_write_reads_back_as_the_same_page()
    {
        SimplePage page = Page(Json);
        var options = new SimplePageOptions { Metadata = new Dictionary<string, string> { [Wheel10] = Sha256B } };
        SimplePage again = Page(Write(page, View(), SimpleFormat.Json, options));
        again.Package.Versions.Select(version => (version.Version, version.PublishedAt)).ShouldBe(page.Package.Versions.Select(version => (version.Version, version.PublishedAt)));
        again.Files[0].CoreMetadataSha256.ShouldBe(Sha256B);

        SimplePage html = Page(Write(page, View(), SimpleFormat.Html, options), "application/vnd.pypi.simple.v1+html");
        html.Files.Select(file => (file.FileName, file.IsYanked, file.YankedReason, file.RequiresPython, file.CoreMetadataSha256))
            .ShouldBe(again.Files.Select(file => (file.FileName, file.IsYanked, file.YankedReason, file.RequiresPython, file.CoreMetadataSha256)));
    }

    [Fact]
    public void Withheld_files_are_yanked_with_our_reason_and_upstream_s()
    {
        SimplePage page = Page(Write(Page(Json), View("1.1.0", "1.2.0rc1"), SimpleFormat.Json));
        page.Files[3].IsYanked.ShouldBeTrue();
        page.Files[3].YankedReason.ShouldBe("PackageWall: pw-demo 1.2.0rc1 is cooling until 2026-11-27 10:00 UTC (published 2026-11-20, new versions wait 7 days); "
            + "newest allowed: 1.0.0; see http://wall.example:8080/why/pypi/pw-demo/1.2.0rc1");
        page.Files[2].YankedReason!.ShouldEndWith("; also yanked upstream: broken on <Windows>");
        page.Files[0].IsYanked.ShouldBeFalse();
    }

    [Fact]
    public void Withheld_files_can_be_left_out_and_take_their_version_with_them()
    {
        var remove = new SimplePageOptions { Display = WithheldDisplay.Remove };
        string json = Write(Page(Json), View("1.0.0"), SimpleFormat.Json, remove);
        json.ShouldNotContain("pw_demo-1.0.0");
        json.ShouldContain("PackageWall: pw-demo 1.0.0 is cooling until");
        Page(json).Package.Versions.Select(version => version.Version.Value).ShouldBe(["1.1.0", "1.2.0rc1"]);
        string html = Write(Page(Json), View("1.0.0"), SimpleFormat.Html, remove);
        html.ShouldNotContain("pw_demo-1.0.0");
        html.ShouldContain("<p>PackageWall: pw-demo 1.0.0 is cooling until");
        Regex.Count(html, "<a ").ShouldBe(2);
    }

    [Fact]
    public void A_single_file_can_be_withheld()
    {
        var options = new SimplePageOptions { WithheldFiles = new Dictionary<string, WithheldVersion> { [Wheel10] = Cooling("1.0.0") } };
        SimplePage page = Page(Write(Page(Json), View(), SimpleFormat.Json, options));
        page.Files[0].IsYanked.ShouldBeTrue();
        page.Files[1].IsYanked.ShouldBeFalse();
    }

    [Fact]
    public void Metadata_is_advertised_only_where_it_can_be_had()
    {
        Write(Page(Json), View(), SimpleFormat.Json).ShouldNotContain("core-metadata");
        var options = new SimplePageOptions { Metadata = new Dictionary<string, string> { [Wheel10] = Sha256B, ["pw_demo-1.0.0.tar.gz"] = "no hash" } };
        Regex.Count(Write(Page(Json), View(), SimpleFormat.Json, options), "core-metadata").ShouldBe(1);
        Write(Page(Json), View(), SimpleFormat.Html, options).ShouldContain($"data-core-metadata=\"sha256={Sha256B}\" data-dist-info-metadata=\"sha256={Sha256B}\"");
    }

    [Fact]
    public void A_page_without_dates_says_that_the_clock_is_first_sight()
    {
        SimplePage page = Page(Html, "text/html");
        string html = Write(page, View(), SimpleFormat.LegacyHtml);
        html.ShouldContain("<p>PackageWall: the upstream does not state when");
        html.ShouldContain("<!-- PackageWall: ");
        Regex.Count(html, "<a ").ShouldBe(page.Files.Count);

        using JsonDocument json = JsonDocument.Parse(Write(page, View(), SimpleFormat.Json));
        json.RootElement.GetProperty("meta").GetProperty("api-version").GetString().ShouldBe("1.0");
        json.RootElement.GetProperty("meta").GetProperty("_packagewall").GetProperty("clock").GetString().ShouldBe("first-seen");
        Write(Page(Json), View(), SimpleFormat.Json).ShouldNotContain("_packagewall");
        Write(Page(Json), View() with { IsStale = true }, SimpleFormat.Json).ShouldContain("cannot be reached");
    }

    [Fact]
    public void Text_from_outside_cannot_leave_its_attribute()
    {
        SimplePage page = Page(Json.Replace("broken on <Windows>", "\\\"><script>alert(1)</script>").Replace(">=3.8", "\\\"><img src=x>"));
        string html = Write(page, View(), SimpleFormat.Html);
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img");
        Page(html, "text/html").Files[2].YankedReason.ShouldBe("\"><script>alert(1)</script>");
    }

    [Fact]
    public void Whatever_is_withheld_no_page_offers_it_unmarked()
    {
        var random = new Random(20261120);
        SimplePage page = Page(Json);
        string[] versions = [.. page.Package.Versions.Select(version => version.Version.Value)];
        for (int round = 0; round < 100; round++)
        {
            string[] withheld = [.. versions.Where(_ => random.Next(2) == 0)];
            var display = random.Next(2) == 0 ? WithheldDisplay.Remove : WithheldDisplay.Yank;
            SimpleFormat format = random.Next(2) == 0 ? SimpleFormat.Json : SimpleFormat.Html;
            string text = Write(page, View(withheld), format, new SimplePageOptions { Display = display });
            SimplePage shown = Page(text, format == SimpleFormat.Json ? JsonType : "text/html");

            shown.Files.Where(file => withheld.Contains(file.Version.Value)).ShouldAllBe(file => display == WithheldDisplay.Yank && file.IsYanked);
            shown.Files.Count(file => !withheld.Contains(file.Version.Value)).ShouldBe(page.Files.Count(file => !withheld.Contains(file.Version.Value)));
        }
    }
}
