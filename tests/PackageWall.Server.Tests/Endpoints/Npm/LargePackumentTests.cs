using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using PackageWall.EndToEnd.Tests.Npm;
using Xunit.Abstractions;

namespace PackageWall.Server.Tests.Endpoints.Npm;

/// <summary>A packument of 20 MB, as the largest packages have, and many clients at once.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class LargePackumentTests(ITestOutputHelper output)
{
    private const int Versions = 2_600;
    private const int Clients = 50;

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
        GC.Collect();
        long before = Environment.WorkingSet;
        long peak = 0;
        var watch = Stopwatch.StartNew();

        long[] lengths = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(world.Address, "pw-large"));
            request.Headers.TryAddWithoutValidation("Accept", "application/vnd.npm.install-v1+json");
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
            using HttpResponseMessage response = await world.Wall.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            await using Stream body = await response.Content.ReadAsStreamAsync();
            byte[] buffer = new byte[64 << 10];
            long length = 0;
            for (int read; (read = await body.ReadAsync(buffer)) > 0; length += read)
            {
            }

            InterlockedMax(ref peak, Environment.WorkingSet);
            return length;
        }));

        output.WriteLine($"{Clients} clients, {packument.Length >> 20} MB, {lengths[0] >> 10} kB each, {watch.ElapsedMilliseconds} ms, working set +{(peak - before) >> 20} MB");
        lengths.Distinct().Count().ShouldBe(1);
        world.Registry.Requests.Count.ShouldBe(1);

        // The document itself, what is read from it and one rewritten copy; fifty copies would be a gigabyte.
        (peak - before).ShouldBeLessThan(400L << 20);
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

    private static void InterlockedMax(ref long target, long value)
    {
        long seen = Interlocked.Read(ref target);
        while (value > seen)
        {
            long was = Interlocked.CompareExchange(ref target, value, seen);
            if (was == seen)
            {
                return;
            }

            seen = was;
        }
    }
}
