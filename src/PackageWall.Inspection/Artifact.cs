using PackageWall.Inspection.Changes;
using PackageWall.Packages;

namespace PackageWall.Inspection;

/// <summary>One file of a version, as a registry serves it, to be inspected.</summary>
/// <param name="Ecosystem">Whose package.</param>
/// <param name="FileName">The name it is served under: tells wheels from source distributions.</param>
/// <param name="Content">All of its bytes.</param>
public sealed record Artifact(Ecosystem Ecosystem, string FileName, ReadOnlyMemory<byte> Content)
{
    /// <summary>The name that the registry gives it (normalised); another name inside is an anomaly. Null when nobody says.</summary>
    public string? ExpectedName { get; init; }

    /// <summary>The version that the registry gives it (normalised); another inside is an anomaly. Null when nobody says.</summary>
    public string? ExpectedVersion { get; init; }

    /// <summary>The newest earlier released version, to compare with; null when there is none.</summary>
    public PackageProfile? Earlier { get; init; }

    /// <summary>
    /// Names of dependencies, as manifests spell them, that somebody knows to be doubtful: first published days ago, held, with a hook of
    /// their own. Inspection knows nothing beyond the package; null when nobody says.
    /// </summary>
    public IReadOnlySet<string>? DoubtfulDependencies { get; init; }

    /// <summary>Which version <see cref="Earlier"/> is of.</summary>
    public string? EarlierVersion { get; init; }
}
