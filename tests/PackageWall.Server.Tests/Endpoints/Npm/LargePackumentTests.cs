using System.Text;
using PackageWall.EndToEnd.Tests.Npm;
using Xunit.Abstractions;

namespace PackageWall.Server.Tests.Endpoints.Npm;

/// <summary>A packument of 20 MB, as the largest packages have, and many clients at once.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class LargePackumentTests(ITestOutputHelper output)
{
    private const int Versions = 2_600;

    [Fact]
    public async Task Fifty_clients_at_once_cost_one_upstream_request_and_bounded_memory()
    {
        await using NpmWorld world = await NpmWorld.StartAsync();
        byte[] packument = Packument(world.Registry.Address);
        packument.Length.ShouldBeGreaterThan(20 << 20);
        world.Registry.Fault = async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = packument.Length;
            await context.Response.Body.WriteAsync(packument);
            return true;
        };

        (long length, long growth, long allocated) = await Crowd.AskAsync(
            world.Wall.Http, new Uri(world.Address, "pw-large"), "Accept: application/vnd.npm.install-v1+json", "Accept-Encoding: gzip");

        output.WriteLine($"{Crowd.Clients} clients, {packument.Length >> 20} MB, {length >> 10} kB each, working set +{growth >> 20} MB, {allocated >> 20} MB allocated");
        world.Registry.Requests.Count.ShouldBe(1);

        // The document itself, what is read from it and one rewritten copy; fifty copies would be a gigabyte.
        growth.ShouldBeLessThan(400L << 20);
    }

    private static byte[] Packument(Uri registry)
    {
        var text = new StringBuilder(22 << 20);
        text.Append("{\"name\":\"pw-large\",\"dist-tags\":{\"latest\":\"1.0.").Append(Versions - 1).Append("\"},\"versions\":{");
        string readme = new('x', 8_000);
        for (int i = 0; i < Versions; i++)
        {
            text.Append(i == 0 ? "" : ",").Append($$$"""
                "1.0.{{{i}}}":{"name":"pw-large","version":"1.0.{{{i}}}","dependencies":{"pw-one":"^1.0.0","pw-two":"^2.0.0"},"readme":"{{{readme}}}","dist":{"tarball":"{{{registry}}}pw-large/-/pw-large-1.0.{{{i}}}.tgz","integrity":"sha512-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="}}
                """);
        }

        text.Append("},\"time\":{");
        for (int i = 0; i < Versions; i++)
        {
            text.Append(i == 0 ? "" : ",").Append($"\"1.0.{i}\":\"2024-01-01T00:00:00.000Z\"");
        }

        return Encoding.ASCII.GetBytes(text.Append("}}").ToString());
    }
}
