using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Core.Documents;

/// <summary>The upstream of one feed. The only way to the outside.</summary>
public interface IPackageSource
{
    /// <summary>
    /// Reads the document of a package: at once while the last contact with the upstream is not long ago (then the upstream is asked
    /// behind the answer when it is time), else from the upstream.
    /// </summary>
    Task<SourceAnswer> ReadAsync(PackageName package, CancellationToken cancellation);

    /// <summary>
    /// Which document <see cref="ReadAsync"/> would answer at once, when it was read before and only its content had to leave memory; else null.
    /// </summary>
    SourceState? Peek(PackageName package) => null;

    /// <summary>
    /// Reads it for a client that wants to know what the upstream says now. One that has said it a few seconds ago is not asked again.
    /// </summary>
    Task<SourceAnswer> ReadNowAsync(PackageName package, CancellationToken cancellation);

    /// <summary>Reads it from the store again, after its bytes turned out to be others than those that the given document was read from.</summary>
    Task<SourceAnswer> ReadAgainAsync(PackageDocument outdated, CancellationToken cancellation);

    /// <summary>Streams an artifact, verifying every hash the upstream states as it passes.</summary>
    Task<DownloadAnswer> DownloadAsync(UpstreamArtifact artifact, Stream destination, CancellationToken cancellation);

    /// <summary>Asks the upstream something that is not about one package: search, keys, attestations, advisories.</summary>
    Task<RelayAnswer> RelayAsync(RelayRequest request, CancellationToken cancellation);
}

/// <summary>A question that is not about one package.</summary>
/// <param name="Resource">What is asked, in the feed's own words: a path below the upstream for npm, a resource's name for NuGet (<c>query</c>, <c>autocomplete</c>, <c>vulnerabilities</c>).</param>
/// <param name="Query">The query string with its question mark, or empty.</param>
public sealed record RelayRequest(string Resource, string Query)
{
    /// <summary>A JSON body to send, or null for a plain question.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>How old an answer may be.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.Zero;
}

/// <summary>What the upstream said.</summary>
public abstract record RelayAnswer
{
    /// <summary>Bytes of an answer that was read whole.</summary>
    public sealed record Known(StoredDocument Document) : RelayAnswer;

    /// <summary>The upstream does not offer this, or says that there is none.</summary>
    public sealed record Missing : RelayAnswer;

    /// <summary>It could not be reached.</summary>
    public sealed record Unavailable(string Why, TimeSpan RetryAfter) : RelayAnswer;
}

/// <summary>What an upstream says of a package. Missing and unreachable are never the same.</summary>
public abstract record SourceAnswer
{
    /// <summary>It knows the package.</summary>
    public sealed record Known(PackageDocument Document) : SourceAnswer;

    /// <summary>It says that there is none.</summary>
    public sealed record Missing : SourceAnswer;

    /// <summary>It could not be reached, or what it said cannot be trusted to be complete.</summary>
    /// <param name="Why">For the log and the operator; no exception text.</param>
    /// <param name="RetryAfter">When to ask again.</param>
    public sealed record Unavailable(string Why, TimeSpan RetryAfter) : SourceAnswer;
}

/// <summary>An upstream's document of a package, read.</summary>
public abstract record PackageDocument
{
    /// <summary>Its versions.</summary>
    public required UpstreamPackage Package { get; init; }

    /// <summary>A hash of its bytes: the same revision gives the same output.</summary>
    public required string Revision { get; init; }

    /// <summary>When it was fetched.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>Whether the upstream could not be reached since.</summary>
    public bool IsStale { get; init; }

    /// <summary>
    /// The view that was last made of it. It is kept here and nowhere else, so that it leaves memory together with its document, and
    /// comes along when the document is only found unchanged.
    /// </summary>
    internal PackageView? LastView { get; set; }
}

/// <summary>What came of a download.</summary>
public abstract record DownloadAnswer
{
    /// <summary>All bytes arrived and match every hash that could be checked.</summary>
    public sealed record Verified : DownloadAnswer;

    /// <summary>All bytes arrived, and are not those that were promised.</summary>
    /// <param name="Detail">Both hashes, in one sentence.</param>
    public sealed record Mismatch(string Detail) : DownloadAnswer;

    /// <summary>The upstream says that there is none.</summary>
    public sealed record Missing : DownloadAnswer;

    /// <summary>It could not be fetched.</summary>
    public sealed record Unavailable(string Why, TimeSpan RetryAfter) : DownloadAnswer;

    /// <summary>It is larger than an artifact may be.</summary>
    public sealed record TooLarge(long Limit) : DownloadAnswer;
}
