namespace PackageWall.Core.Documents;

/// <summary>Which document of a package is the current one, without the document.</summary>
/// <param name="Revision">Its revision.</param>
/// <param name="IsStale">Whether the upstream could not be reached since.</param>
public sealed record SourceState(string Revision, bool IsStale);
