using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Inspection.Reports;
using PackageWall.Testing.Registries;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>What pip prints when a version is young, held, tampered with or still being inspected (bar 5, conformance groups 12 and 14).</summary>
[Collection("pip")]
public sealed class PipRefusalTests : IDisposable
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(100);
    private readonly ClientHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_version_of_the_last_hour_waits_its_seven_days_and_then_comes_through()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        PyPiUpload young = world.Wheel("acme-tools", "1.2.0", TimeSpan.FromHours(1));
        string until = young.UploadedAt.AddDays(7).UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture);

        // Ranges choose the older one.
        (await _home.PipInstallAsync(world.Simple, "acme-tools>=1.0")).ShouldSucceed();
        _home.HasInstalled("acme-tools", "1.0.0").ShouldBeTrue();

        // A pin hears the date, as the reason of the yank and as the reason phrase of the refusal.
        ClientRun pinned = (await _home.PipInstallAsync(world.Simple, "--upgrade", "acme-tools==1.2.0")).ShouldFail();
        pinned.Output.ShouldContain($"Reason for being yanked: PackageWall: acme-tools 1.2.0 is cooling until {until} (published ");
        pinned.Output.ShouldContain("; newest allowed: 1.0.0; see http");
        pinned.Output.ShouldContain($"403 Client Error: PackageWall: acme-tools 1.2.0 is cooling until {until}; newest allowed 1.0.0 for url:");
        world.Sent.To(young.FileName).ShouldAllBe(answer => answer.Status == 403);

        // The clock passes the cool-off: no restart, no cache to clear.
        world.Wall.Time.Advance(TimeSpan.FromDays(7));
        ClientRun later = (await _home.PipInstallAsync(world.Simple, "--upgrade", "acme-tools>=1.0")).ShouldSucceed();
        later.Output.ShouldNotContain("yanked");
        _home.HasInstalled("acme-tools", "1.2.0").ShouldBeTrue();
        (await world.RecordAsync("acme-tools", "1.2.0")).GetProperty("standing").GetString().ShouldBe("released");
    }

    [Fact]
    public async Task Every_pip_of_the_machine_falls_back_and_hears_the_reason_of_a_refused_pin()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        PyPiUpload bad = world.Wheel("acme-tools", "1.2.0", Old);
        world.Inspections.Verdicts[bad.FileName] = Verdict.Malicious;
        await world.InspectedAsync(bad);
        foreach (string python in Pip.Interpreters)
        {
            using var home = new ClientHome();
            string[] download = ["download", "--index-url", world.Simple.AbsoluteUri, "--no-deps", "--dest", "wheels"];
            (await home.PipAsync(python, [.. download, "acme-tools"])).ShouldSucceed();
            home.Exists("wheels/acme_tools-1.0.0-py3-none-any.whl").ShouldBeTrue();
            ClientRun pinned = (await home.PipAsync(python, [.. download, "acme-tools==1.2.0"])).ShouldFail();
            pinned.Output.ShouldContain("403 Client Error: PackageWall: acme-tools 1.2.0 is blocked; newest allowed 1.0.0");
        }

        world.Sent.To(bad.FileName).ShouldAllBe(answer => answer.Status == 403);
    }

    [Fact]
    public async Task A_young_version_is_inspected_while_it_waits()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload young = world.Wheel("acme-tools", "1.2.0", TimeSpan.FromHours(1));
        await world.PageAsync("acme-tools");
        await world.InspectedAsync(young);
        JsonElement record = await world.RecordAsync("acme-tools", "1.2.0");
        record.GetProperty("standing").GetString().ShouldBe("cooling");
        record.GetProperty("verdict").GetString().ShouldBe("clean");
        world.Files.Downloads(young).ShouldBe(1);
    }

    [Theory]
    [InlineData("suspicious", "held for review")]
    [InlineData("malicious", "blocked")]
    [InlineData("inconclusive", "held for review")]
    public async Task An_old_version_with_a_bad_verdict_is_refused_at_its_first_request_and_passed_over_from_then_on(string verdict, string state)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        PyPiUpload bad = world.Wheel("acme-tools", "1.2.0", Old);
        world.Inspections.Verdicts[bad.FileName] = Enum.Parse<Verdict>(verdict, ignoreCase: true);
        ClientRun first = (await _home.PipInstallAsync(world.Simple, "acme-tools")).ShouldFail();
        first.Output.ShouldContain($"403 Client Error: PackageWall: acme-tools 1.2.0 is {state}; newest allowed 1.0.0");
        (await _home.PipInstallAsync(world.Simple, "acme-tools")).ShouldSucceed();
        _home.HasInstalled("acme-tools", "1.0.0").ShouldBeTrue();
        world.Sent.To(bad.FileName).ShouldAllBe(answer => answer.Status == 403);
    }

    [Fact]
    public async Task A_wheel_with_other_bytes_than_its_page_promises_is_held_with_both_hashes()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        PyPiUpload tampered = world.Wheel("acme-tools", "1.2.0", Old);
        string promised = tampered.Sha256;
        PyPiUpload other = world.Wheel("acme-other", "1.2.0", Old);
        tampered.Content = other.Content;
        ClientRun run = (await _home.PipInstallAsync(world.Simple, "acme-tools==1.2.0")).ShouldFail();
        run.Output.ShouldContain("403 Client Error: PackageWall: acme-tools 1.2.0 is held as tampered with; newest allowed 1.0.0");
        JsonElement record = await world.RecordAsync("acme-tools", "1.2.0");
        record.GetProperty("standing").GetString().ShouldBe("held");
        string tampering = record.GetProperty("artifacts")[0].GetProperty("tampering").GetString()!;
        tampering.ShouldContain(promised);
        tampering.ShouldContain(other.Sha256);

        // The page says so from now on, and offers no metadata out of foreign bytes.
        JsonNode entry = await world.EntryAsync(tampered);
        entry["yanked"]!.GetValue<string>().ShouldContain(promised);
        entry["yanked"]!.GetValue<string>().ShouldContain(other.Sha256);
        entry["core-metadata"].ShouldBeNull();
        (await _home.PipInstallAsync(world.Simple, "acme-tools")).ShouldSucceed();
        _home.HasInstalled("acme-tools", "1.0.0").ShouldBeTrue();
        world.Sent.To(tampered.FileName).ShouldAllBe(answer => answer.Status == 403);
    }

    [Fact]
    public async Task Pip_waits_for_a_slow_inspection_and_installs_when_it_ends()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Inspections.Gates[wheel.FileName] = gate.Task;

        // The first request is held as long as pip bears it and then told to come again; only then the inspection ends.
        world.Wall.Time.Hurry(TimeSpan.FromSeconds(10));
        world.Sent.Seen += answer =>
        {
            if (answer.Status == 429)
            {
                gate.TrySetResult();
            }
        };
        (await _home.PipInstallAsync(world.Simple, "acme-tools")).ShouldSucceed();
        SentAnswer[] answers = [.. world.Sent.To(wheel.FileName)];
        answers.Select(answer => answer.Status).ShouldBe([429, 200]);
        answers[0].RetryAfter.ShouldBe("10");
        JsonNode.Parse(answers[0].Body)!["code"]!.GetValue<string>().ShouldBe("pending");
        world.Files.Downloads(wheel).ShouldBe(1);
        world.Inspections.Inspected.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_verdict_that_falls_while_pip_waits_is_told_to_it()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Inspections.Gates[wheel.FileName] = gate.Task;
        world.Inspections.Verdicts[wheel.FileName] = Verdict.Malicious;
        Task<ClientRun> run = _home.PipInstallAsync(world.Simple, "acme-tools");
        await world.Inspections.ReachedAsync(wheel.FileName);
        gate.SetResult();
        (await run).ShouldFail().Output.ShouldContain("403 Client Error: PackageWall: acme-tools 1.0.0 is blocked");
        world.Sent.To(wheel.FileName).ShouldHaveSingleItem().Status.ShouldBe(403);
    }

    [Fact]
    public async Task What_was_released_is_installed_while_the_upstream_is_down_and_the_rest_is_said_to_be_unavailable()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        PyPiUpload unseen = world.Wheel("acme-tools", "0.9.0", Old);
        (await _home.PipInstallAsync(world.Simple, "acme-tools")).ShouldSucceed();
        await world.Index.StopAsync();
        await world.Files.StopAsync();
        world.Wall.Time.Advance(TimeSpan.FromDays(1));
        using var fresh = new ClientHome();
        (await fresh.PipInstallAsync(world.Simple, "acme-tools")).ShouldSucceed();
        fresh.HasInstalled("acme-tools", "1.0.0").ShouldBeTrue();
        (await world.PageAsync("acme-tools"))["meta"]!["_packagewall"]!["stale"]!.GetValue<bool>().ShouldBeTrue();
        using HttpResponseMessage file = await world.GetAsync(PyPiWorld.FilePath(unseen));
        file.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        file.Headers.RetryAfter.ShouldNotBeNull();
        using HttpResponseMessage unknown = await world.GetAsync("/pypi/simple/acme-never-asked/");
        unknown.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        unknown.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_index_without_dates_starts_the_clock_at_first_sight_and_the_page_says_so()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Index.SpeaksJson = false;
        world.Wheel("acme-tools", "1.0.0", Old);
        JsonNode page = await world.PageAsync("acme-tools");
        page["meta"]!["_packagewall"]!["clock"]!.GetValue<string>().ShouldBe("first-seen");
        page["files"]![0]!["yanked"]!.GetValue<string>().ShouldContain("is cooling until");
        string html = await (await world.GetAsync("/pypi/simple/acme-tools/")).Content.ReadAsStringAsync();
        html.ShouldContain("from the moment PackageWall first saw them");
        ClientRun early = (await _home.PipInstallAsync(world.Simple, "acme-tools==1.0.0")).ShouldFail();
        early.Output.ShouldContain("(first seen ");

        // Neither a restart nor asking again begins it anew.
        world.Wall.Time.Advance(TimeSpan.FromDays(5));
        await world.Wall.RestartAsync();
        await world.PageAsync("acme-tools");
        world.Wall.Time.Advance(TimeSpan.FromDays(2));
        (await _home.PipInstallAsync(world.Simple, "acme-tools")).ShouldSucceed();
    }
}
