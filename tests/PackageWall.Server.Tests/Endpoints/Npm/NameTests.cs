using System.Net;
using System.Net.Sockets;
using System.Text;
using PackageWall.EndToEnd.Tests.Npm;
using PackageWall.Testing.Registries;

namespace PackageWall.Server.Tests.Endpoints.Npm;

/// <summary>Names in all spellings, sent byte by byte over a socket, because HTTP libraries tidy paths.</summary>
public sealed class NameTests(NameTests.Packages packages) : IClassFixture<NameTests.Packages>
{
    private readonly NpmWorld _world = packages.World;

    [Theory]
    [InlineData("@pw/scoped")]
    [InlineData("@pw%2fscoped")]
    [InlineData("@pw%2Fscoped")]
    [InlineData("%40pw%2fscoped")]
    [InlineData("%40pw/scoped")]
    [InlineData("@pw/scoped/-/scoped-1.0.0.tgz")]
    [InlineData("@pw%2fscoped/-/scoped-1.0.0.tgz")]
    [InlineData("@pw%2Fscoped/-/scoped-1.0.0.tgz")]
    [InlineData("%40pw%2Fscoped/-/scoped-1.0.0.tgz")]
    [InlineData("@pw/scoped/-/@pw/scoped-1.0.0.tgz")]
    [InlineData("@pw/scoped/-/scoped-1.0.0.tgz?cache=0")]
    [InlineData("@pw%2fscoped/1.0.0")]
    [InlineData("-/package/@pw%2fscoped/dist-tags")]
    public async Task A_scoped_name_is_understood_in_every_spelling(string path) =>
        (await RawAsync("/npm/" + path)).ShouldStartWith("HTTP/1.1 200 ");

    [Theory]
    [InlineData("/npm/@pw%252fscoped")]
    [InlineData("/npm/%2540pw%252fscoped")]
    [InlineData("/npm/..%2f..%2fetc%2fpasswd")]
    [InlineData("/npm/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/npm/pw-plain/-/..%2f..%2fx.tgz")]
    [InlineData("/npm/pw-plain/-/%2e%2e/x.tgz")]
    [InlineData("/npm/pw-plain%0d%0aX-Injected:%20yes")]
    [InlineData("/npm/pw-plain/1.0.0%0d%0aX-Injected:%20yes")]
    [InlineData("/npm/pw-plain/-/pw-plain-1.0.0.tgz%0d%0aX-Injected:%20yes")]
    [InlineData("/npm/@pw/%c3%a9")]
    [InlineData("/npm/@/x")]
    [InlineData("/npm/%00")]
    [InlineData("/npm/a//b")]
    public async Task What_is_no_name_is_refused_without_asking_the_upstream(string target)
    {
        int before = _world.Registry.Requests.Count;

        string answer = await RawAsync(target);

        answer.ShouldMatch("^HTTP/1.1 40[04] ");
        answer.Split("\r\n\r\n")[0].Split("\r\n").ShouldNotContain(line => line.StartsWith("X-Injected", StringComparison.OrdinalIgnoreCase));
        _world.Registry.Requests.Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_name_longer_than_npm_allows_is_refused() =>
        (await RawAsync("/npm/" + new string('a', 400))).ShouldMatch("^HTTP/1.1 40[04] ");

    [Theory]
    [InlineData("PUT", "pw-plain", "405")]
    [InlineData("DELETE", "pw-plain/-rev/1", "40[45]")]
    [InlineData("PUT", "-/user/org.couchdb.user:mina", "405")]
    [InlineData("POST", "-/npm/v1/security/audits/quick", "410")]
    [InlineData("POST", "-/npm/v1/security/audits", "410")]
    [InlineData("GET", "-/npm/v1/tokens", "404")]
    [InlineData("GET", "-/all", "404")]
    [InlineData("GET", "-/whoami", "401")]
    [InlineData("GET", "-/ping", "200")]
    public async Task What_a_mirror_does_not_do_is_refused_in_words(string method, string path, string status)
    {
        string answer = await RawAsync("/npm/" + path, method);

        answer.ShouldMatch($"^HTTP/1.1 {status} ");
        if (status != "200")
        {
            answer.ShouldContain("\"error\":\"PackageWall: ");
            answer.ShouldNotContain("PackageWall: PackageWall");
        }
    }

    private async Task<string> RawAsync(string target, string method = "GET")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _world.Wall.Address.Port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    /// <summary>A wall with a plain and a scoped package.</summary>
    public sealed class Packages : IAsyncLifetime
    {
        public NpmWorld World { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            World = await NpmWorld.StartAsync();
            World.Publish("pw-plain", "1.0.0", NpmWorld.LongAgo);
            NpmRelease scoped = World.Publish("@pw/scoped", "1.0.0", NpmWorld.LongAgo);
            scoped.FileName.ShouldBe("scoped-1.0.0.tgz");
        }

        public async Task DisposeAsync() => await World.DisposeAsync();
    }
}
