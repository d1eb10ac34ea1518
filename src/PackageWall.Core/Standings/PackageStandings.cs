using System.Collections.Immutable;
using PackageWall.Core.Versions;

namespace PackageWall.Core.Standings;

/// <summary>All records of a package at one moment, in memory.</summary>
/// <param name="Records">By normalised version.</param>
/// <param name="Epoch">Grows with every change of any record of any package: part of the key of every rewritten document.</param>
public sealed record PackageStandings(ImmutableDictionary<string, VersionRecord> Records, long Epoch)
{
    /// <summary>When a record last changed its standing by a decision, or null when there are no records.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The record that holds an artifact of that name, or null.</summary>
    public (VersionRecord Version, ArtifactRecord Artifact)? FindArtifact(string fileName)
    {
        foreach (VersionRecord record in Records.Values)
        {
            if (record.Artifact(fileName) is { } artifact)
            {
                return (record, artifact);
            }
        }

        return null;
    }
}
