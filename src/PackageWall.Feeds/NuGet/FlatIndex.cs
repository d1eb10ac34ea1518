using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>The list of versions that restore reads (<c>{id}/index.json</c> below the package base address): listed and unlisted, without dates.</summary>
/// <param name="Versions">Versions with the document's spelling, in its order, each once.</param>
/// <param name="Unreadable">How many entries are no versions.</param>
public sealed record FlatIndex(IReadOnlyList<(PackageVersion Version, string Spelling)> Versions, int Unreadable);
