using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.PyPi;

/// <summary>One file of a project page (PEP 503, PEP 691 and PEP 700), with everything a page of our own repeats.</summary>
public sealed record PyPiFile : IArtifactPlace
{
    // As text where that says everything: pages have thousands of files, and few of them are asked for.
    private readonly object _url = "";
    private readonly long _uploadedAt;

    /// <summary>A file with nothing said of it.</summary>
    /// <param name="name">Its file name, split.</param>
    /// <param name="url">Where it lies upstream: absolute, http or https, without fragment.</param>
    public PyPiFile(DistributionFileName name, Uri url) => (Name, Url) = (name, url);

    /// <summary>Its file name, split.</summary>
    public DistributionFileName Name { get; init; }

    /// <summary>Where it lies upstream: absolute, http or https, without fragment.</summary>
    public Uri Url
    {
        get => _url as Uri ?? new Uri((string)_url);
        init => _url = value.OriginalString == value.AbsoluteUri ? value.OriginalString : value;
    }

    /// <summary>The file's name.</summary>
    public string FileName => Name.FileName;

    /// <summary>Its version, normalised.</summary>
    public PackageVersion Version => Name.Version;

    /// <summary>Every hash that the page states, algorithms in lower case.</summary>
    public IReadOnlyList<ArtifactHash> Hashes { get; init; } = [];

    /// <summary>Size in bytes, or null.</summary>
    public long? Size { get; init; }

    /// <summary>When it was uploaded, or null when the page states no date or one that cannot be.</summary>
    public DateTimeOffset? UploadedAt
    {
        get => PackedTime.Read(_uploadedAt);
        init => _uploadedAt = PackedTime.Of(value);
    }

    /// <summary>Which Pythons it is for (a version specifier), or null.</summary>
    public string? RequiresPython { get; init; }

    /// <summary>PEP 592: yanked upstream.</summary>
    public bool IsYanked { get; init; }

    /// <summary>Why it was yanked upstream, cleaned of control characters; null when there is no reason.</summary>
    public string? YankedReason { get; init; }

    /// <summary>PEP 658 and 714: the page says that its metadata can be had alone.</summary>
    public bool HasCoreMetadata { get; init; }

    /// <summary>SHA-256 of that metadata in lower-case hex, or null when not stated.</summary>
    public string? CoreMetadataSha256 { get; init; }

    /// <summary>The page's word on a detached signature, or null. Not repeated: PackageWall has no such files.</summary>
    public bool? HasSignature { get; init; }

    /// <summary>Where its metadata lies upstream (PEP 658: the URL with <c>.metadata</c> appended to the path), or null.</summary>
    public Uri? MetadataUrl => HasCoreMetadata && Url is var url ? new UriBuilder(url) { Path = url.AbsolutePath + ".metadata" }.Uri : null;

    /// <summary>The same as every ecosystem has it.</summary>
    public UpstreamArtifact ToArtifact() => new(FileName, this) { Size = Size, Hashes = Hashes, UploadedAt = UploadedAt };
}
