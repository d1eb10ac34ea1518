using System.Net;
using System.Text;

namespace PackageWall.Cli.Tests.Review;

public sealed class ReviewCommandTests
{
    private const string Record = """
        { "feed": "npm", "package": "@scope/left", "version": "1.3.0", "standing": "held", "until": null, "reasons": ["a person should look"],
          "verdict": "suspicious", "score": 31, "findings": [ { "rule": "r", "title": "It reads \u001b[2J tokens", "verdict": "suspicious", "file": "a.js", "line": 3, "context": "install" } ] }
        """;

    private sealed class Server(HttpStatusCode status, string body) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string sent = request.Content is null ? "" : " " + await request.Content.ReadAsStringAsync(cancellationToken);
            Asked.Add($"{request.Method} {request.RequestUri!.AbsoluteUri} {request.Headers.Authorization}{sent}");
            return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }

    private sealed class Silence : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("Connection refused");
    }

    [Fact]
    public async Task List_asks_for_held_versions_and_shows_a_table()
    {
        using Server server = new(HttpStatusCode.OK, $"[{Record}]");
        using Bench bench = new() { Network = server };

        (await bench.Run("review", "list")).ShouldBe(0);

        server.Asked.ShouldHaveSingleItem().ShouldStartWith("GET http://127.0.0.1:8080/api/reviews?state=held");
        bench.Out.ShouldContain("@scope/left@1.3.0");
        bench.Out.ShouldContain("31");
        bench.Out.ShouldNotContain("\u001b");
    }

    [Theory]
    [InlineData("npm", "@scope/left@1.3.0")]
    [InlineData("npm", "@scope/left", "1.3.0")]
    public async Task Show_names_the_version_in_both_forms(params string[] version)
    {
        using Server server = new(HttpStatusCode.OK, Record);
        using Bench bench = new() { Network = server };

        (await bench.Run(["review", "show", .. version])).ShouldBe(0);

        server.Asked.ShouldHaveSingleItem().ShouldStartWith("GET http://127.0.0.1:8080/api/versions/npm/%40scope%2Fleft/1.3.0");
        bench.Out.ShouldContain("because   a person should look");
        bench.Out.ShouldContain("a.js:3, install");
    }

    [Theory]
    [InlineData("release")]
    [InlineData("block")]
    [InlineData("recall")]
    [InlineData("extend")]
    public async Task A_decision_sends_reason_person_and_token_to_the_named_server(string decision)
    {
        using Server server = new(HttpStatusCode.OK, Record);
        using Bench bench = new() { Network = server };
        bench.Variables["PACKAGEWALL_TOKEN"] = "secret";
        bench.Variables["PACKAGEWALL_SERVER"] = "http://wall.example:9000/";

        (await bench.Run("review", decision, "npm", "left@1.3.0", "--reason", "read it", "--by", "ada")).ShouldBe(0);

        server.Asked.ShouldHaveSingleItem().ShouldBe(
            $$"""POST http://wall.example:9000/api/versions/npm/left/1.3.0/{{decision}} Bearer secret {"reason":"read it","by":"ada","until":null}""");
    }

    [Fact]
    public async Task A_decision_without_reason_is_not_sent()
    {
        using Bench bench = new();

        (await bench.Run("review", "release", "npm", "left@1.3.0")).ShouldBe(3);

        bench.Error.ShouldContain("--reason is missing");
        bench.Error.ShouldContain("npm left@1.3.0");
    }

    [Theory]
    [InlineData("npm")]
    [InlineData("npm", "left")]
    [InlineData("npm", "@scope/left")]
    public async Task A_version_that_is_not_named_whole_is_not_asked_for(params string[] version)
    {
        using Bench bench = new();

        (await bench.Run(["review", "show", .. version])).ShouldBe(3);

        bench.Error.ShouldContain("feed package@version");
    }

    [Fact]
    public async Task A_refusal_prints_the_servers_reason()
    {
        using Server server = new(HttpStatusCode.Conflict, """{ "error": "Only a released version can be recalled." }""");
        using Bench bench = new() { Network = server };

        (await bench.Run("review", "recall", "npm", "left@1.3.0", "--reason", "bad")).ShouldBe(1);

        bench.Error.ShouldContain("Refused (409): Only a released version can be recalled.");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_apart_from_a_refusal()
    {
        using Silence silence = new();
        using Bench bench = new() { Network = silence };

        (await bench.Run("review", "list", "--server", "http://wall.example")).ShouldBe(4);

        bench.Error.ShouldContain("Connection refused");
    }

    [Fact]
    public async Task Something_else_that_answers_is_not_taken_for_the_server()
    {
        using Server server = new(HttpStatusCode.OK, "<html>hello</html>");
        using Bench bench = new() { Network = server };

        (await bench.Run("review", "list")).ShouldBe(4);
    }

    [Fact]
    public async Task An_address_that_is_none_is_bad_usage()
    {
        using Bench bench = new();

        (await bench.Run("review", "list", "--server", "ftp://x")).ShouldBe(3);
    }

    [Fact]
    public async Task Json_gives_the_answer_as_it_stands()
    {
        using Server server = new(HttpStatusCode.OK, $"[{Record}]");
        using Bench bench = new() { Network = server };

        await bench.Run("review", "list", "--format", "json", "--state", "all");

        bench.Out.Trim().ShouldBe($"[{Record}]".Trim());
        server.Asked[0].ShouldContain("state=all");
    }
}
