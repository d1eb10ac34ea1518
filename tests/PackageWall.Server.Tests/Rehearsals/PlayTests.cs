using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using PackageWall.Core.Audit;
using PackageWall.Core.Intake;
using PackageWall.Core.Versions;
using PackageWall.EndToEnd.Tests.Npm;
using PackageWall.EndToEnd.Tests.Walls;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;
using PackageWall.Server.Configuration;
using PackageWall.Server.Rehearsals;
using PackageWall.Upstreams.NuGet;
using PackageWall.Workers.Pool;

namespace PackageWall.Server.Tests.Rehearsals;

/// <summary>The play itself: it goes through, and what it touches is its own.</summary>
public sealed class PlayTests
{
    private static readonly WallSettings Settings = new()
    {
        Urls = "http://127.0.0.1:1",
        Data = "/nowhere/data",
        Database = "Host=nowhere.invalid;Database=none",
        Feeds = "/nowhere/feeds",
        Workers = new WorkerOptions(),
    };

    [Fact]
    public async Task It_goes_through_with_the_real_inspection_which_finds_nothing()
    {
        var inspections = new Watched(new InspectionsHere());

        await Play.On(Settings, SignatureSet.Default, inspections, TimeProvider.System, rounds: 1)(CancellationToken.None);

        inspections.Reports.Select(report => report.Ecosystem).Distinct().Count().ShouldBe(3);
        inspections.Reports.Where(report => report.Verdict != Verdict.Clean).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_signed_in_it_is_believed_by_no_wall_afterwards()
    {
        var inspections = new Watched(new InspectionsHere());
        await Play.On(Settings, SignatureSet.Default, inspections, TimeProvider.System, rounds: 1)(CancellationToken.None);

        using var integrity = new NuGetIntegrity();
        byte[][] packages = [.. inspections.Artifacts.Where(artifact => artifact.Ecosystem == Ecosystem.NuGet).Select(artifact => artifact.Content.ToArray())];

        packages.Count(package => package.AsSpan().IndexOf(".signature.p7s"u8) >= 0).ShouldBeGreaterThan(4);
        foreach (byte[] package in packages)
        {
            (await integrity.CheckAsync(Ecosystem.NuGet, package, default)).ShouldBe(IntegrityAnswer.Nothing);
        }
    }

    [Fact]
    public async Task Nothing_of_it_is_left_when_it_was_broken_off()
    {
        using var ending = new CancellationTokenSource();
        var inspections = new Watched(new InspectionsHere()) { OnInspection = ending.Cancel };
        string[] before = Folders();

        await Should.ThrowAsync<OperationCanceledException>(() => Play.On(Settings, SignatureSet.Default, inspections, TimeProvider.System, rounds: 1)(ending.Token));

        Folders().Except(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_is_not_the_expected_one_ends_it()
    {
        var broken = new Watched(new InspectionsHere()) { OnInspection = () => throw new InvalidOperationException("no workers") };

        (await Should.ThrowAsync<InvalidOperationException>(() => Play.On(Settings, SignatureSet.Default, broken, TimeProvider.System, rounds: 1)(CancellationToken.None)))
            .Message.ShouldContain("was answered with 503 instead of 200");
    }

    [Fact]
    public async Task The_wall_that_rehearses_knows_no_more_afterwards()
    {
        await using NpmWorld world = await NpmWorld.StartAsync(change: (options, _) => options with { Settings = new() { ["PACKAGEWALL_REHEARSAL"] = "on" } });
        Rehearsal rehearsal = world.Wall.Services.GetRequiredService<Rehearsal>();

        await rehearsal.Completion;

        rehearsal.IsOver.ShouldBeTrue();
        world.Registry.Requests.ShouldBeEmpty();
        (await world.Wall.Services.GetRequiredService<IVersionStore>().CountAsync(CancellationToken.None)).Values.Sum().ShouldBe(0);
        (await world.Wall.Services.GetRequiredService<IAuditLog>().ReadAsync(0, 10, CancellationToken.None)).ShouldBeEmpty();
        string metrics = await world.Wall.Http.GetStringAsync(new Uri("metrics", UriKind.Relative));
        metrics.ShouldNotContain("packagewall_requests_total{");
        metrics.ShouldNotContain("packagewall_intake_inspection_duration_seconds_count{");
        Directory.EnumerateFiles(Path.Combine(world.Wall.Folder, "data", "blobs"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.EnumerateFiles(Path.Combine(world.Wall.Folder, "data", "documents"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "packagewall-rehearsal-*");

    private sealed class Watched(IInspectionService inner) : IInspectionService
    {
        public ConcurrentQueue<InspectionReport> Reports { get; } = new();

        public ConcurrentQueue<Artifact> Artifacts { get; } = new();

        public Action OnInspection { get; init; } = () => { };

        public async Task<InspectionReport> InspectAsync(Artifact artifact, CancellationToken cancellation)
        {
            OnInspection();
            Artifacts.Enqueue(artifact with { Content = artifact.Content.ToArray() });
            InspectionReport report = await inner.InspectAsync(artifact, cancellation);
            Reports.Enqueue(report);
            return report;
        }
    }
}
