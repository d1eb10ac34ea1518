namespace PackageWall.Core.Documents;

/// <summary>An npm packument: always the full one, out of which all representations are written.</summary>
/// <param name="Packument">The upstream's bytes.</param>
public sealed record NpmDocument(ReadOnlyMemory<byte> Packument) : PackageDocument;
