namespace PackageWall.Inspection.Names;

/// <summary>A name that is close to a popular one.</summary>
/// <param name="Popular">The popular name.</param>
/// <param name="Manner">How it differs, as a reviewer reads it: <c>one letter differs</c>, <c>other separators</c>.</param>
internal sealed record Imitation(string Popular, string Manner);
