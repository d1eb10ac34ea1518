using PackageWall.Core.Versions;

namespace PackageWall.Core.Standings;

/// <summary>About how much memory records take, in bytes. Measured over packages of thirty versions; what varies are texts.</summary>
internal static class StandingSize
{
    /// <summary>A package of which nothing is recorded: its name, its place in the book, an empty list.</summary>
    public const long Least = 600;

    private const long Record = 900;
    private const long Artifact = 700;
    private const long Review = 400;
    private const long Text = 24;
    private const long Character = sizeof(char);

    /// <summary>Of all records of a package.</summary>
    public static long Of(PackageStandings standings)
    {
        long size = Least;
        foreach (VersionRecord record in standings.Records.Values)
        {
            size += Record + (Review * record.Reviews.Count) + (Character * record.Standing.Because.Length);
            foreach (ArtifactRecord artifact in record.Artifacts)
            {
                size += Artifact + Of(artifact.Inspection?.Findings) + Of(artifact.Inspection?.Rules);
            }
        }

        return size;
    }

    private static long Of(IReadOnlyList<string>? texts) => texts is null ? 0 : texts.Sum(text => Text + (Character * text.Length));
}
