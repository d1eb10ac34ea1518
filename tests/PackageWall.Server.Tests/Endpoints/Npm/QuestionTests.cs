using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.Npm;

namespace PackageWall.Server.Tests.Endpoints.Npm;

/// <summary>Audit, search, keys and attestations: the upstream's knowledge with the wall's own beside it.</summary>
public sealed class QuestionTests : IAsyncLifetime
{
    private NpmWorld _world = null!;

    public async Task InitializeAsync()
    {
        _world = await NpmWorld.StartAsync();
        _world.Publish("pw-demo", "1.0.0", NpmWorld.LongAgo);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bulk_audit_names_what_the_upstream_knows_and_what_the_wall_blocked(bool compressed)
    {
        _world.Registry.Advisories["pw-other"] = [new JsonObject { ["id"] = 7, ["title"] = "Slow pattern", ["severity"] = "high", ["vulnerable_versions"] = "<2.0.0" }];
        await _world.ReviewAsync("pw-demo", "1.0.0", "block", "steals tokens");

        using HttpResponseMessage response = await AuditAsync("""{"pw-demo":["1.0.0"],"pw-other":["1.0.0"]}""", compressed);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonNode answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        answer["pw-other"]![0]!["title"]!.GetValue<string>().ShouldBe("Slow pattern");
        answer["pw-demo"]![0]!["title"]!.GetValue<string>().ShouldContain("steals tokens");
        JsonNode.Parse(_world.Registry.AuditQuestions.Single())!["pw-demo"]![0]!.GetValue<string>().ShouldBe("1.0.0");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"pw-demo\":")]
    [InlineData("\0\u0001")]
    public async Task An_audit_that_is_none_is_refused(string body)
    {
        using HttpResponseMessage response = await AuditAsync(body, compressed: false);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        _world.Registry.AuditQuestions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_attestations_and_search_pass_through()
    {
        (await _world.JsonAsync("-/npm/v1/keys"))["keys"]!.AsArray().Count.ShouldBe(1);
        (await _world.JsonAsync("-/npm/v1/attestations/pw-demo@1.0.0"))["attestations"]!.AsArray().Count.ShouldBe(1);
        (await _world.JsonAsync("-/v1/search?text=demo&size=5"))["objects"]![0]!["package"]!["name"]!.GetValue<string>().ShouldBe("pw-demo");
        using HttpResponseMessage none = await _world.GetAsync("-/npm/v1/attestations/pw-demo@9.9.9");
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<HttpResponseMessage> AuditAsync(string body, bool compressed)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        if (compressed)
        {
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                await gzip.WriteAsync(bytes);
            }

            bytes = packed.ToArray();
        }

        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (compressed)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        return await _world.Wall.Http.PostAsync(new Uri(_world.Address, "-/npm/v1/security/advisories/bulk"), content);
    }
}
