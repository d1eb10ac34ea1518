using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PackageWall.Core.Audit;
using PackageWall.Core.Blobs;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Data;
using PackageWall.Feeds.Refusals;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Benchmarks.Load;

/// <summary><c>seed DATA --versions N</c>: fills a data folder through the product's own stores, chain of the log and all.</summary>
internal static class Seed
{
    // Packages that are under way at once. The writer takes what waits as one transaction.
    private const int Together = 512;

    public static Command Command()
    {
        Argument<string> data = new("DATA") { Description = "The data folder, made when it is not there." };
        Option<int> versions = new("--versions") { Description = "How many versions.", DefaultValueFactory = _ => 100_000 };
        Command command = new("seed", "Fills a data folder with versions, most of them released.") { data, versions };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(data)!, parsed.GetValue(versions)));
        return command;
    }

    /// <summary>Fills a folder that holds fewer; one that holds as many is left as it is.</summary>
    public static async Task<int> RunAsync(string folder, int versions)
    {
        await using ServiceProvider services = new ServiceCollection().AddPackageWallData(new DataOptions(folder)).BuildServiceProvider();
        await services.GetRequiredService<DataStartup>().PrepareAsync(CancellationToken.None).ConfigureAwait(false);
        IVersionStore store = services.GetRequiredService<IVersionStore>();
        long known = (await store.CountAsync(CancellationToken.None).ConfigureAwait(false)).Values.Sum();
        if (known >= versions)
        {
            Say($"{folder} holds {known} versions already");
            return 0;
        }

        if (known > 0)
        {
            Say($"{folder} holds {known} versions of another filling; give an empty folder");
            return 1;
        }

        var clock = Stopwatch.StartNew();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string signatures = SignatureSet.Default.Revision;
        IBlobStore blobs = services.GetRequiredService<IBlobStore>();
        using var room = new SemaphoreSlim(Together);
        var failures = new List<Exception>();
        int packages = (versions + LoadPackage.VersionsEach - 1) / LoadPackage.VersionsEach;
        for (int number = 0; number < packages && failures.Count == 0; number++)
        {
            await room.WaitAsync().ConfigureAwait(false);
            int count = Math.Min(LoadPackage.VersionsEach, versions - (number * LoadPackage.VersionsEach));
            VersionCommit commit = await CommitOfAsync(new LoadPackage(number), number, count, signatures, blobs, now).ConfigureAwait(false);
            _ = WriteAsync(store, commit, room, failures);
        }

        for (int i = 0; i < Together; i++)
        {
            await room.WaitAsync().ConfigureAwait(false);
        }

        if (failures.Count > 0)
        {
            throw failures[0];
        }

        Say($"{versions} versions of {packages} packages in {clock.Elapsed.TotalSeconds:0.0} s");
        return 0;
    }

    private static async Task WriteAsync(IVersionStore store, VersionCommit commit, SemaphoreSlim room, List<Exception> failures)
    {
        try
        {
            await store.CommitAsync(commit, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            lock (failures)
            {
                failures.Add(failure);
            }
        }
        finally
        {
            room.Release();
        }
    }

    private static async Task<VersionCommit> CommitOfAsync(LoadPackage package, int number, int count, string signatures, IBlobStore blobs, DateTimeOffset now)
    {
        var records = new List<VersionRecord>(count);
        var events = new List<AuditEvent>(count);
        PackageName name = package.PackageName;
        for (int index = 0; index < count; index++)
        {
            BlobIdentity blob = package.IsAsked
                ? await StoreAsync(blobs, package.Tarball(index)).ConfigureAwait(false)
                : new BlobIdentity(package.Sha256Of(index), 4_000 + ((number * 37L + index * 911L) % 60_000));
            VersionRecord record = RecordOf(package, name, number, index, blob, signatures, now);
            records.Add(record);
            events.Add(new AuditEvent(
                record.FirstSeenAt, "intake", "standing.changed", VersionLedger.Subject(record.Key), $"Unseen -> {record.Standing.Kind}: {record.Standing.Because}"));
        }

        return new VersionCommit { Versions = records, Events = events };
    }

    // Of a thousand versions ten are suspicious, five malicious, five wait; the rest is given out. What is asked for is all given out.
    private static VersionRecord RecordOf(LoadPackage package, PackageName name, int number, int index, BlobIdentity blob, string signatures, DateTimeOffset now)
    {
        int draw = package.IsAsked ? 999 : (int)(((number * (long)LoadPackage.VersionsEach) + index) * 7919 % 1000);
        bool isCooling = draw is >= 15 and < 20;
        Verdict verdict = draw < 5 ? Verdict.Malicious : draw < 15 ? Verdict.Suspicious : Verdict.Clean;
        DateTimeOffset published = isCooling ? now.AddDays(-1) : package.PublishedAt(index);
        Standing standing = draw switch
        {
            < 5 => new Standing(StandingKind.Blocked, "install: package.json preinstall reads registry, ssh secrets and sends to collect.invalid") { Refusal = RefusalReason.Blocked },
            < 15 => new Standing(StandingKind.Held, "startup: index.js reads the environment as a whole") { Refusal = RefusalReason.Held },
            < 20 => new Standing(StandingKind.Cooling, "new versions wait 7 days") { Until = published.AddDays(7), Refusal = RefusalReason.Cooling },
            _ => new Standing(StandingKind.Released, "inspected and old enough"),
        };
        return new VersionRecord
        {
            Key = new VersionKey("npm", name, PackageVersion.Parse(Ecosystem.Npm, LoadPackage.Version(index))),
            FirstSeenAt = published.AddDays(isCooling ? 0 : 8),
            PublishedAt = published,
            DateSource = DateSource.Document,
            Standing = standing,
            Revision = 1,
            Artifacts =
            [
                new ArtifactRecord
                {
                    FileName = package.FileName(index),
                    Sha256 = blob.Sha256,
                    Length = blob.Length,
                    StoredAt = published.AddDays(8),
                    Inspection = new InspectionSummary(
                        verdict, verdict == Verdict.Clean ? 0 : 40, signatures, published.AddDays(8), verdict == Verdict.Clean ? [] : [standing.Because], [], IsQuietChange: null),
                },
            ],
        };
    }

    private static async Task<BlobIdentity> StoreAsync(IBlobStore blobs, byte[] bytes)
    {
        await using IBlobWriter writer = await blobs.CreateAsync(CancellationToken.None).ConfigureAwait(false);
        await writer.Stream.WriteAsync(bytes).ConfigureAwait(false);
        return await writer.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
