using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PackageWall.Core.Audit;
using PackageWall.Core.Reviews;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Feeds.Refusals;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Layers;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Data.Tests;

/// <summary>Records and reports with every member set.</summary>
internal static class Samples
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static VersionKey Key(string version, string package = "left-pad", string feed = "npm") =>
        new(feed, PackageName.Parse(Ecosystem.Npm, package), PackageVersion.Parse(Ecosystem.Npm, version));

    public static string Sha256(string of) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)));

    public static VersionRecord Record(
        string version, StandingKind kind = StandingKind.Released, int score = 0, DateTimeOffset? until = null, string package = "left-pad", string feed = "npm") =>
        new()
        {
            Key = Key(version, package, feed),
            FirstSeenAt = Noon,
            PublishedAt = Noon.AddDays(-30),
            DateSource = DateSource.Document,
            Artifacts = [Artifact(version, score)],
            Standing = new Standing(kind, $"because it is {kind}") { Until = until },
            Revision = 1,
        };

    public static ArtifactRecord Artifact(string version, int score) => new()
    {
        FileName = $"left-pad-{version}.tgz",
        Sha256 = Sha256(version),
        Length = 4_321,
        StoredAt = Noon,
        Inspection = new InspectionSummary(Verdict.Clean, score, "r1", Noon, ["one finding"], ["B01"], true),
    };

    /// <summary>Every member differs from its default.</summary>
    public static VersionRecord FullRecord { get; } = new()
    {
        Key = new VersionKey("python", PackageName.Parse(Ecosystem.PyPi, "Zope.Interface"), PackageVersion.Parse(Ecosystem.PyPi, "1!2.0rc1.post2.dev3+local.1")),
        FirstSeenAt = new DateTimeOffset(2026, 3, 1, 14, 0, 0, 123, 456, TimeSpan.FromHours(2)).AddTicks(7),
        PublishedAt = Noon.AddTicks(10),
        DateSource = DateSource.RepositorySignature,
        Artifacts =
        [
            Artifact("1.0.0", 7) with { Tampering = "promised \"a\", got 'b' ☃" },
            Artifact("2.0.0", 12) with { Inspection = null, FileName = "zope.interface-2.0-py3-none-any.whl" },
        ],
        Reviews =
        [
            new Review(ReviewDecision.Extend, "ada", "wait for the advisory", Noon, Noon.AddDays(3)),
            new Review(ReviewDecision.Release, "grace", "read it", Noon.AddHours(1), null, [Sha256("1.0.0")]),
        ],
        Standing = new Standing(StandingKind.Held, "its bytes are not those that were promised") { Until = Noon.AddDays(3), Refusal = RefusalReason.Tampered },
        Revision = 1,
    };

    public static InspectionReport Report(string sha256, string signatures = "r1") => new()
    {
        Ecosystem = Ecosystem.NuGet,
        Sha256 = sha256,
        Name = "Contoso.Tools",
        Version = "1.0.0",
        Verdict = Verdict.Malicious,
        Score = 97,
        Findings =
        [
            new Finding
            {
                Rule = "build-target-fetches-and-executes",
                Title = "A build target fetches and runs code",
                Verdict = Verdict.Malicious,
                Says = "build: build/Contoso.Tools.targets fetches from evil.invalid",
                File = "build/Contoso.Tools.targets",
                Line = 12,
                Context = Context.Build,
                Evidence = [new Evidence("network.fetch", "build/Contoso.Tools.targets", 12, "DownloadString(…)", "evil.invalid", 2, ["nuget.targets", "x.ps1"])],
            },
        ],
        Inconclusive = ["lib/x.dll: over the budget"],
        Anomalies = [new ArchiveAnomaly("zip.trailing", AnomalySeverity.Hold, 123, "a/b", "eight bytes follow the end record")],
        Layers = [new DecodedLayer("x.ps1", 3, 1, "base64", "powershell", "Write-Output 'inert'", 20)],
        Profile = new PackageProfile
        {
            Held = ["install-fetches-program 5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"],
            EntryPoints = ["nuget.targets build/Contoso.Tools.targets #abcd"],
            Capabilities = ["build network.fetch"],
            Hosts = ["evil.invalid"],
            Dependencies = ["runtime Contoso.Core"],
            Natives = ["runtimes/linux-x64/native/x.so"],
            Files = new Dictionary<string, string> { ["build/Contoso.Tools.targets"] = "0123456789abcdef", ["Lib/ß.dll"] = "fedcba9876543210" },
            Bytes = 1_234_567,
        },
        Change = new PackageChange { Earlier = "0.9.0", Hosts = ["evil.invalid"], AddedFiles = ["x.ps1"] },
        Signatures = signatures,
        Files = 2,
        Bytes = 1_234_567,
    };

    public static AuditEvent Event(int number) =>
        new(Noon.AddSeconds(number), "policy", "standing.changed", "npm pkg:npm/left-pad@1.0.0", "event " + number.ToString(CultureInfo.InvariantCulture));

    public static VersionCommit Commit(VersionRecord record, params AuditEvent[] events) => new() { Versions = [record], Events = events };
}
