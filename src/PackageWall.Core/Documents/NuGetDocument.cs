using PackageWall.Feeds.NuGet;

namespace PackageWall.Core.Documents;

/// <summary>A NuGet package: its flat list and its registration, joined.</summary>
/// <param name="Joined">As they were read.</param>
public sealed record NuGetDocument(NuGetPackage Joined) : PackageDocument;
