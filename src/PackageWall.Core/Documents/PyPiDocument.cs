using PackageWall.Feeds.PyPi;

namespace PackageWall.Core.Documents;

/// <summary>A project page of a simple index.</summary>
/// <param name="Page">As it was read.</param>
public sealed record PyPiDocument(SimplePage Page) : PackageDocument;
