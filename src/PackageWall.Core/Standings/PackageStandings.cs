using System.Collections.Immutable;
using PackageWall.Core.Versions;

namespace PackageWall.Core.Standings;

/// <summary>All records of a package at one moment, in memory.</summary>
/// <param name="Records">By the version's key (<see cref="PackageWall.Packages.PackageVersion.Key"/>).</param>
/// <param name="Epoch">Grows with every change of any record of any package: part of the key of every rewritten document.</param>
public sealed record PackageStandings(ImmutableDictionary<string, VersionRecord> Records, long Epoch)
{
    /// <summary>When a record last changed its standing by a decision, or null when there are no records.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>
    /// Whether <see cref="DecidedAt"/> was seen by this process. Else it is the moment at which the records were loaded: never too
    /// early, and another after each restart.
    /// </summary>
    public bool IsDecidedHere { get; init; }

    // Which version holds a file, by the file's name. Kept along, because packages have thousands of records and every artifact
    // that leaves is looked for here. The first version that had a name keeps it.
    private ImmutableDictionary<string, string> Files { get; init; } = Index(ImmutableDictionary.Create<string, string>(StringComparer.Ordinal), Records.Values);

    /// <summary>These records with one of them replaced.</summary>
    public PackageStandings With(VersionRecord record, long epoch)
    {
        ArgumentNullException.ThrowIfNull(record);
        return this with { Records = Records.SetItem(record.Key.Version.Key, record), Epoch = epoch, Files = Index(Files, [record]) };
    }

    /// <summary>The record that holds an artifact of that name, or null.</summary>
    public (VersionRecord Version, ArtifactRecord Artifact)? FindArtifact(string fileName) =>
        Files.TryGetValue(fileName, out string? key)
        && Records.TryGetValue(key, out VersionRecord? record)
        && record.Artifact(fileName) is { } artifact
            ? (record, artifact)
            : null;

    private static ImmutableDictionary<string, string> Index(ImmutableDictionary<string, string> files, IEnumerable<VersionRecord> records)
    {
        ImmutableDictionary<string, string>.Builder index = files.ToBuilder();
        foreach (VersionRecord record in records)
        {
            foreach (ArtifactRecord artifact in record.Artifacts)
            {
                index.TryAdd(artifact.FileName, record.Key.Version.Key);
            }
        }

        return index.ToImmutable();
    }
}
