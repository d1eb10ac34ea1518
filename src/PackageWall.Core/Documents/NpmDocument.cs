namespace PackageWall.Core.Documents;

/// <summary>An npm packument: always the full one, out of which all representations are written.</summary>
/// <remarks>
/// What was read from it is in memory, its bytes are in the document store: they are needed only when a document is rewritten, and
/// the packuments of one project's dependencies are hundreds of megabytes.
/// </remarks>
public sealed record NpmDocument : PackageDocument
{
    /// <summary>Gets the upstream's bytes; null when the store has others by now, or none. Then the source must be asked again.</summary>
    public required Func<CancellationToken, Task<OpenDocument?>> OpenAsync { get; init; }
}
