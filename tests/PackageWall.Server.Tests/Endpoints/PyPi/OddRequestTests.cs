using System.Net.Sockets;
using System.Text;
using PackageWall.EndToEnd.Tests.PyPi;
using PackageWall.Testing.Registries;

namespace PackageWall.Server.Tests.Endpoints.PyPi;

/// <summary>Requests as no client sends them, byte for byte, and words that must not become headers (conformance group 6).</summary>
public sealed class OddRequestTests
{
    [Theory]
    [InlineData("/pypi/simple/../../etc/")]
    [InlineData("/pypi/simple/%2e%2e/")]
    [InlineData("/pypi/simple/..%2f..%2fetc/")]
    [InlineData("/pypi/simple/acme%0d%0aX-Injected:%201/")]
    [InlineData("/pypi/simple/acme%00tools/")]
    [InlineData("/pypi/simple/acme%252dtools/")]
    [InlineData("/pypi/simple/caf%C3%A9/")]
    [InlineData("/pypi/simple/acme%FFtools/")]
    [InlineData("/pypi/simple/-acme/")]
    [InlineData("/pypi/files/acme-tools/..%2f..%2facme_tools-1.0.0-py3-none-any.whl")]
    [InlineData("/pypi/files/..%2facme-tools/acme_tools-1.0.0-py3-none-any.whl")]
    [InlineData("/pypi/files/acme-tools/acme_tools-1.0.0%0d%0aX-Injected:1-py3-none-any.whl")]
    public async Task A_path_that_is_no_name_is_a_client_error_and_never_reaches_the_upstream(string path)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", TimeSpan.FromDays(100));
        string answer = await AskRawAsync(world, path);
        int status = int.Parse(answer.Split(' ')[1]);
        status.ShouldBeInRange(400, 404, answer);
        answer.ShouldNotContain("X-Injected: 1\r\n");
        world.Index.Requests.ShouldBeEmpty();
        world.Files.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_longer_than_any_real_one_is_a_client_error()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        string answer = await AskRawAsync(world, $"/pypi/simple/{new string('a', 4_000)}/");
        int.Parse(answer.Split(' ')[1]).ShouldBeInRange(400, 404, answer);
        world.Index.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reviewers_words_cannot_add_a_header_to_the_refusal()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", TimeSpan.FromDays(100));
        await world.InspectedAsync(wheel);
        (await world.DecideAsync("acme-tools", "1.0.0", "block", "ends\r\nX-Injected: 1\r\n\r\nhere \u2028 \u00e9")).EnsureSuccessStatusCode();
        string answer = await AskRawAsync(world, PyPiWorld.FilePath(wheel));
        string[] head = answer.Split("\r\n\r\n")[0].Split("\r\n");
        head[0].ShouldBe("HTTP/1.1 403 PackageWall: acme-tools 1.0.0 is recalled");
        head.ShouldAllBe(line => !line.StartsWith("X-Injected"));
        answer.ShouldContain("ends X-Injected: 1 here");
        string page = Encoding.UTF8.GetString(world.Sent.All.Last().Body);
        page.ShouldNotContain("\\r");
    }

    private static async Task<string> AskRawAsync(PyPiWorld world, string target)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(world.Wall.Address.Host, world.Wall.Address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"GET {target} HTTP/1.1\r\nHost: {world.Wall.Address.Authority}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
