namespace PackageWall.Feeds.Documents;

/// <summary>A hash that an upstream states of a file.</summary>
/// <param name="Algorithm"><c>sha1</c>, <c>sha256</c>, <c>sha384</c>, <c>sha512</c>, <c>md5</c> or <c>blake2b</c>; what PackageWall does not know it cannot verify, and says so.</param>
/// <param name="Hex">Lower-case hex.</param>
public sealed record ArtifactHash(string Algorithm, string Hex);
