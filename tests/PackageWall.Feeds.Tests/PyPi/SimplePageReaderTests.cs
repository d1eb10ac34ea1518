using PackageWall.Feeds.Documents;
using PackageWall.Feeds.PyPi;
using static PackageWall.Feeds.Tests.PyPi.SimplePages;

namespace PackageWall.Feeds.Tests.PyPi;

public sealed class SimplePageReaderTests
{
    [Fact]
    public void A_json_page_gives_versions_files_dates_and_hashes()
    {
        SimplePage page = Page(Json);

        page.ApiVersion.ShouldBe("1.4");
        page.ProjectStatus.ShouldBe("active");
        page.Package.Unreadable.ShouldBe(1);
        page.StatesDates.ShouldBeTrue();
        page.Package.Versions.Select(version => version.Version.Value).ShouldBe(["1.0.0", "1.1.0", "1.2.0rc1"]);
        page.Files[0].Hashes.ShouldBe([new ArtifactHash("sha256", Sha256A), new ArtifactHash("blake2b_256", Sha256B)]);
        page.Files[0].Size.ShouldBe(1234);
        page.Files[0].CoreMetadataSha256.ShouldBe(Sha256B);
        page.Files[0].MetadataUrl.ShouldBe(new Uri("https://files.example/a/pw_demo-1.0.0-py3-none-any.whl.metadata"));
        page.Files[1].Url.ShouldBe(new Uri("https://index.example/files/pw_demo-1.0.0.tar.gz"));
        page.Files[1].MetadataUrl.ShouldBeNull();
        page.Files[2].YankedReason.ShouldBe("broken on <Windows>");
        page.Package.Versions[1].IsYanked.ShouldBeTrue();
        page.Files[3].HasCoreMetadata.ShouldBeTrue();
    }

    [Fact]
    public void A_version_is_as_young_as_its_youngest_file()
    {
        Page(Json).Package.Versions[0].PublishedAt.ShouldBe(new DateTimeOffset(2025, 1, 2, 3, 5, 5, TimeSpan.Zero));
        Page(Json.Replace("2025-01-02T03:05:05Z", "yesterday")).Package.Versions[0].PublishedAt.ShouldBeNull();
        Page(Json.Replace("2025-01-02T03:05:05Z", "1900-01-01T00:00:00Z")).StatesDates.ShouldBeFalse();
    }

    [Fact]
    public void An_html_page_gives_the_same_shape_without_dates()
    {
        SimplePage page = Page(Html, "text/html; charset=utf-8");

        page.Files.Select(file => file.FileName).ShouldBe(["pw_demo-1.0.0-py3-none-any.whl", "pw_demo-1.0.0.tar.gz", "pw_demo-0.9.zip"]);
        page.Files[0].Url.ShouldBe(new Uri("https://files.example/packages/a/pw_demo-1.0.0-py3-none-any.whl"));
        page.Files[0].RequiresPython.ShouldBe(">=3.8,<4");
        page.Files[0].Hashes.ShouldBe([new ArtifactHash("sha256", Sha256A)]);
        page.Files[0].CoreMetadataSha256.ShouldBe(Sha256B);
        page.Files[1].Url.ShouldBe(new Uri("https://files.example/abs/pw_demo-1.0.0.tar.gz"));
        page.Files[1].HasSignature.ShouldBe(true);
        page.Files[2].YankedReason.ShouldBe("too \"old\"");
        page.Package.Unreadable.ShouldBe(2);
        page.StatesDates.ShouldBeFalse();
        page.Package.Versions.ShouldAllBe(version => version.PublishedAt == null);
    }

    [Theory]
    [InlineData("<html><body>Sign in <a href='/login'>here</a></body></html>")]
    [InlineData("")]
    [InlineData("<html><body>503 the backend is away</body></html>")]
    [InlineData("<a href='pw_demo-1.0.0.tar.gz'>x</a> <a href='pw_demo-1.1.0.tar.gz")]
    [InlineData("<a href='pw_demo-1.0.0.tar.gz'>x</a> <!-- cut off")]
    [InlineData("<a href='pw_demo-1.0.0.tar.gz'>x</a> <a href='pw_demo-1.1.0.tar.gz'>pw_demo-1.1")]
    [InlineData("<a href='pw_demo-1.0.0.tar.gz'>x</a> <script> <a href='pw_demo-2.0.0.tar.gz'>")]
    [InlineData("<meta name='pypi:repository-version' content='2.0'><a href='pw_demo-1.0.0.tar.gz'>x</a>")]
    [InlineData("<base href='file:///etc/'><a href='pw_demo-1.0.0.tar.gz'>x</a>")]
    public void What_is_not_certainly_a_whole_project_page_is_a_failure(string html) => Failure(html, "text/html").ShouldNotBeEmpty();

    [Fact]
    public void An_empty_project_that_says_it_is_one_is_read()
    {
        Page("<meta name=\"pypi:repository-version\" content=\"1.0\"><body></body>", "text/html").Files.ShouldBeEmpty();
        Page("""{"meta":{"api-version":"1.0"},"name":"pw-demo","files":[]}""").Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"meta\":{\"api-version\":\"1.0\"},\"name\":\"pw-demo\"}")]
    [InlineData("{\"meta\":{\"api-version\":\"2.0\"},\"name\":\"pw-demo\",\"files\":[]}")]
    [InlineData("{\"meta\":{\"api-version\":1.0},\"name\":\"pw-demo\",\"files\":[]}")]
    [InlineData("{\"meta\":{\"api-version\":\"1.0\"},\"name\":\"other\",\"files\":[]}")]
    [InlineData("{\"meta\":{\"api-version\":\"1.0\"},\"name\":\"pw-demo\",\"files\":{}}")]
    [InlineData("{\"meta\":{\"api-version\":\"1.0\"},\"name\":\"pw-demo\",\"files\":[")]
    [InlineData("{\"meta\":{\"api-version\":\"1.0\",\"x\":\"\\ud800\"},\"name\":\"pw-demo\",\"files\":[]}")]
    [InlineData("<html></html>")]
    public void A_json_page_with_another_structure_is_a_failure(string json) => Failure(json).ShouldNotBeEmpty();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("application/json")]
    [InlineData("application/vnd.pypi.simple.v2+json")]
    [InlineData("text/html; charset=utf-16")]
    public void A_page_of_another_type_or_encoding_is_a_failure(string? contentType) =>
        SimplePageReader.Read(System.Text.Encoding.UTF8.GetBytes(Json), contentType, Demo, PageUrl).ShouldBeOfType<SimplePageReading.Failure>();

    [Theory]
    [InlineData("\"filename\":\"pw_demo-1.0.tar.gz\",\"url\":\"ftp://files.example/pw_demo-1.0.tar.gz\",\"hashes\":{}")]
    [InlineData("\"filename\":\"pw_demo-1.0.tar.gz\",\"url\":\"https://user:pw@files.example/pw_demo-1.0.tar.gz\",\"hashes\":{}")]
    [InlineData("\"filename\":\"pw_demo-1.0.tar.gz\",\"url\":\"https://files.example/pw_demo-1.0.tar.gz\",\"hashes\":{\"sha256\":\"abc\"}")]
    [InlineData("\"filename\":\"pw_demo-1.0.tar.gz\",\"url\":\"https://files.example/pw_demo-1.0.tar.gz\"")]
    [InlineData("\"filename\":\"../pw_demo-1.0.tar.gz\",\"url\":\"https://files.example/pw_demo-1.0.tar.gz\",\"hashes\":{}")]
    [InlineData("\"filename\":\"other-1.0.tar.gz\",\"url\":\"https://files.example/other-1.0.tar.gz\",\"hashes\":{}")]
    [InlineData("\"filename\":\"pw_demo-one.tar.gz\",\"url\":\"https://files.example/pw_demo-one.tar.gz\",\"hashes\":{}")]
    public void A_file_that_cannot_be_named_fetched_or_verified_is_left_out_and_counted(string file)
    {
        SimplePage page = Page($"{{\"meta\":{{\"api-version\":\"1.0\"}},\"name\":\"pw-demo\",\"files\":[{{{file}}}, 7]}}");
        page.Files.ShouldBeEmpty();
        page.Package.Unreadable.ShouldBe(2);
    }

    [Fact]
    public void One_name_for_two_files_is_left_out_and_the_same_line_twice_is_one_file()
    {
        const string Entry = "{\"filename\":\"pw_demo-1.0.tar.gz\",\"url\":\"https://files.example/HASH/pw_demo-1.0.tar.gz\",\"hashes\":{}}";
        string Pair(string first, string second) =>
            "{\"meta\":{\"api-version\":\"1.0\"},\"name\":\"pw-demo\",\"files\":[" + Entry.Replace("HASH", first) + "," + Entry.Replace("HASH", second) + "]}";

        Page(Pair("1", "1")).Files.Count.ShouldBe(1);
        SimplePage differing = Page(Pair("1", "2"));
        differing.Files.ShouldBeEmpty();
        differing.Package.Unreadable.ShouldBe(2);
    }

    [Fact]
    public void Reasons_lose_what_could_steer_a_terminal()
    {
        string json = Json.Replace("broken on <Windows>", "bad\\u001b[31m\\r\\n\\u202ered");
        Page(json).Files[2].YankedReason.ShouldBe("bad [31m red");
    }

    [Fact]
    public void A_local_version_keeps_its_plus_sign_in_urls()
    {
        SimplePage page = Page("<a href='pw_demo-1.0%2Bcu118-py3-none-any.whl' data-core-metadata>x</a>", "text/html");
        page.Files[0].Version.Value.ShouldBe("1.0+cu118");
        page.Files[0].MetadataUrl!.AbsoluteUri.ShouldEndWith("pw_demo-1.0%2Bcu118-py3-none-any.whl.metadata");
    }

    [Fact]
    public void Cutting_a_page_anywhere_never_throws_and_never_invents_a_file()
    {
        string[] known = [.. Page(Html, "text/html").Files.Select(file => file.FileName), .. Page(Json).Files.Select(file => file.FileName)];
        foreach ((string text, string type) in new[] { (Html, "text/html"), (Json, JsonType) })
        {
            for (int length = 0; length < text.Length; length += 3)
            {
                if (Read(text[..length], type) is SimplePageReading.Read read)
                {
                    read.Page.Files.Select(file => file.FileName).ShouldBeSubsetOf(known);
                }
            }
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_are_a_failure()
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(Json.Replace("\"status\": \"active\"", "\"status\": \"?\""));
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xFF;
        SimplePageReader.Read(bytes, JsonType, Demo, PageUrl).ShouldBeOfType<SimplePageReading.Failure>();
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<a href=")]
    [InlineData("<a ")]
    [InlineData("<!-")]
    [InlineData("<title></title>")]
    [InlineData("<a href='pw_demo-1.0.tar.gz'>")]
    [InlineData("&amp;&#x41;")]
    public void A_page_of_a_million_repetitions_is_read_in_one_pass(string piece)
    {
        Read(string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)), "text/html");
    }
}
