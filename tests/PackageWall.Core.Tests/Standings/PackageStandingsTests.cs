using System.Collections.Immutable;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Packages;

namespace PackageWall.Core.Tests.Standings;

public sealed class PackageStandingsTests
{
    private static readonly PackageName Demo = PackageName.Parse(Ecosystem.PyPi, "pw-demo");

    [Fact]
    public void A_file_is_found_in_records_that_were_loaded_and_in_those_that_came_later()
    {
        VersionRecord loaded = Record("1.0", "pw_demo-1.0.tar.gz");
        var standings = new PackageStandings(ImmutableDictionary<string, VersionRecord>.Empty.Add(loaded.Key.Version.Key, loaded), 1);

        PackageStandings after = standings.With(Record("2.0", "pw_demo-2.0.tar.gz"), 2).With(Record("2.0", "pw_demo-2.0.tar.gz", "pw_demo-2.0-py3-none-any.whl"), 3);

        after.Epoch.ShouldBe(3);
        after.FindArtifact("pw_demo-1.0.tar.gz")!.Value.Version.ShouldBeSameAs(loaded);
        after.FindArtifact("pw_demo-2.0-py3-none-any.whl")!.Value.Version.Artifacts.Count.ShouldBe(2);
        after.FindArtifact("pw_demo-3.0.tar.gz").ShouldBeNull();
        standings.FindArtifact("pw_demo-2.0.tar.gz").ShouldBeNull();
    }

    [Fact]
    public void A_name_that_two_versions_claim_stays_with_the_first()
    {
        VersionRecord first = Record("1.0", "shared.tar.gz");
        var standings = new PackageStandings(ImmutableDictionary<string, VersionRecord>.Empty.Add(first.Key.Version.Key, first), 1);

        standings.With(Record("2.0", "shared.tar.gz"), 2).FindArtifact("shared.tar.gz")!.Value.Version.Key.Version.Value.ShouldBe("1.0");
    }

    private static VersionRecord Record(string version, params string[] files) => new()
    {
        Key = new VersionKey("pypi", Demo, PackageVersion.Parse(Ecosystem.PyPi, version)),
        FirstSeenAt = DateTimeOffset.UnixEpoch,
        Standing = Standing.Unseen,
        Artifacts = [.. files.Select(file => new ArtifactRecord { FileName = file, Sha256 = "00", Length = 1, StoredAt = DateTimeOffset.UnixEpoch })],
    };
}
