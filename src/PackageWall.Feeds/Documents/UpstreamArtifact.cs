namespace PackageWall.Feeds.Documents;

/// <summary>One file of a version as the upstream describes it.</summary>
/// <param name="FileName">The name a client asks for; unique within the package.</param>
/// <param name="Url">Where it lies, absolute.</param>
public sealed record UpstreamArtifact(string FileName, Uri Url)
{
    /// <summary>Size in bytes, or null when not stated.</summary>
    public long? Size { get; init; }

    /// <summary>Every hash the upstream states. A file must match all of them.</summary>
    public IReadOnlyList<ArtifactHash> Hashes { get; init; } = [];

    /// <summary>When this file was uploaded, or null.</summary>
    public DateTimeOffset? UploadedAt { get; init; }

    /// <summary>NuGet: the catalog leaf, which states the package's hash; null when there is none or it was read already.</summary>
    public Uri? CatalogUrl { get; init; }

    /// <summary>PyPI: where its core metadata lies (PEP 658), or null.</summary>
    public Uri? MetadataUrl { get; init; }
}
