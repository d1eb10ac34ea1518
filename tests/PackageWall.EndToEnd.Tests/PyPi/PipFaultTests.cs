using Microsoft.AspNetCore.Http;
using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;
using Xunit.Abstractions;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>
/// Conformance group 13 with pip: an index and a file host that fail in every way. pip never gets a byte of what did not arrive whole,
/// never loses a released version, and installs as soon as the upstream is well again.
/// </summary>
[Collection("pip")]
public sealed class PipFaultTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(100);

    // What the wall waits for headers, and between two reads.
    private static readonly TimeSpan UpstreamPatience = TimeSpan.FromSeconds(30);
    private readonly ClientHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("silent")]
    [InlineData("stall")]
    [InlineData("length too long")]
    [InlineData("reset")]
    [InlineData("gzip")]
    [InlineData("500")]
    public async Task A_file_that_does_not_arrive_whole_is_unavailable_and_installs_when_it_does(string fault)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = LargeWheel(world, "1.0.0");
        world.Wall.Time.Hurry(UpstreamPatience);
        world.Files.Fault = Fault(fault, "/packages/", wheel.Content);

        ClientRun failed = (await InstallAsync(world)).ShouldFail();

        output.WriteLine(failed.Output);
        failed.Output.ShouldContain("503");
        world.Sent.To(wheel.FileName).ShouldHaveSingleItem().Status.ShouldBe(503);
        world.Inspections.Inspected.ShouldBeEmpty();
        Directory.EnumerateFiles(Path.Combine(world.Wall.Folder, "data", "blobs"), "*", SearchOption.AllDirectories).ShouldBeEmpty();

        world.Files.Fault = null;
        (await InstallAsync(world)).ShouldSucceed();
        _home.HasInstalled("acme-tools", "1.0.0").ShouldBeTrue();
        world.Sent.To(wheel.FileName).Last().Body.ShouldBe(wheel.Content);
    }

    [Theory]
    [InlineData("length too short")]
    [InlineData("truncated")]
    [InlineData("html")]
    public async Task A_file_of_other_bytes_is_held_and_never_sent(string fault)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        PyPiUpload broken = LargeWheel(world, "1.2.0");
        world.Files.Fault = Fault(fault, broken.Path, broken.Content);

        ClientRun failed = (await InstallAsync(world)).ShouldFail();

        output.WriteLine(failed.Output);
        failed.Output.ShouldContain("403 Client Error: PackageWall: acme-tools 1.2.0 is held as tampered with; newest allowed 1.0.0");

        // The page says so from now on: the next run takes the one before.
        (await InstallAsync(world)).ShouldSucceed();
        _home.HasInstalled("acme-tools", "1.0.0").ShouldBeTrue();
        world.Sent.To(broken.FileName).ShouldAllBe(answer => answer.Status == 403);
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("stall")]
    [InlineData("length too long")]
    [InlineData("length too short")]
    [InlineData("truncated")]
    [InlineData("reset")]
    [InlineData("500")]
    [InlineData("html")]
    public async Task A_page_that_does_not_arrive_whole_is_unavailable_at_first_and_later_the_last_good_one_serves(string fault)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        byte[] page = await UpstreamPageAsync(world);
        world.Wall.Time.Hurry(UpstreamPatience);
        world.Index.Fault = Fault(fault, "/simple/acme-tools/", page, json: true);

        (await InstallAsync(world)).ShouldFail();
        world.Sent.To("/simple/acme-tools/").ShouldAllBe(answer => answer.Status == 503);

        // Seen once, it serves while the upstream is ill.
        world.Index.Fault = null;
        (await InstallAsync(world)).ShouldSucceed();
        world.Index.Fault = Fault(fault, "/simple/acme-tools/", page, json: true);
        world.Wall.Time.Advance(TimeSpan.FromHours(1));
        using var fresh = new ClientHome();
        (await InstallAsync(world, fresh)).ShouldSucceed();
        fresh.HasInstalled("acme-tools", "1.0.0").ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_that_is_compressed_without_being_asked_is_read()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        world.Index.Fault = Fault("gzip", "/simple/acme-tools/", await UpstreamPageAsync(world), json: true);

        (await InstallAsync(world)).ShouldSucceed();

        _home.HasInstalled("acme-tools", "1.0.0").ShouldBeTrue();
    }

    // Without pip's own retries: it would wait as long as Retry-After says, five times.
    private Task<ClientRun> InstallAsync(PyPiWorld world, ClientHome? home = null) =>
        (home ?? _home).PipInstallAsync(world.Simple, "--retries", "0", "--upgrade", "acme-tools");

    private static PyPiUpload LargeWheel(PyPiWorld world, string version)
    {
        byte[] filling = new byte[200_000];
        new Random(3).NextBytes(filling);
        return world.Wheel("acme-tools", version, Old, wheel => wheel.File("acme_data.bin", filling));
    }

    private static async Task<byte[]> UpstreamPageAsync(PyPiWorld world)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(world.Index.Simple, "acme-tools/"));
        request.Headers.TryAddWithoutValidation("Accept", PyPiWorld.JsonType);
        using HttpResponseMessage response = await world.Wall.Http.SendAsync(request);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static Func<HttpContext, Task<bool>> Fault(string fault, string part, byte[] bytes, bool json = false)
    {
        int half = bytes.Length / 2;
        Func<HttpContext, Task<bool>> answer = fault switch
        {
            "silent" => BrokenAnswers.Silent(part),
            "stall" => BrokenAnswers.Stalls(part, bytes, half),
            "length too long" => BrokenAnswers.BrokenOff(part, bytes, half),
            "length too short" => BrokenAnswers.Short(part, bytes, half),
            "truncated" => BrokenAnswers.CutOff(part, bytes, half),
            "reset" => BrokenAnswers.Reset(part, bytes, half),
            "gzip" => BrokenAnswers.Gzipped(part, bytes),
            "500" => BrokenAnswers.Status(part, 500),
            "html" => BrokenAnswers.HtmlWith200(part),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
        return context =>
        {
            context.Response.ContentType = json ? PyPiWorld.JsonType : "application/octet-stream";
            return answer(context);
        };
    }
}
