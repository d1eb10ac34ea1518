namespace PackageWall.Feeds.Documents;

/// <summary>One file of a version as the upstream describes it.</summary>
public sealed record UpstreamArtifact
{
    // A Uri, or the text that stands before the file's name in the address of many files, or what knows: a Uri takes some hundred
    // bytes and is needed of the few files that are downloaded.
    private readonly object _place;
    private readonly long _uploadedAt;
    private readonly uint _unpackedKilobytes;
    private readonly Uri? _metadataUrl;

    /// <summary>A file anywhere.</summary>
    /// <param name="fileName">The name a client asks for; unique within the package.</param>
    /// <param name="url">Where it lies, absolute.</param>
    public UpstreamArtifact(string fileName, Uri url) => (FileName, _place) = (fileName, url);

    /// <summary>A file whose address is that of a folder, with a slash at its end, and its name, and needs no escaping.</summary>
    internal UpstreamArtifact(string fileName, string folder) => (FileName, _place) = (fileName, folder);

    internal UpstreamArtifact(string fileName, IArtifactPlace place) => (FileName, _place) = (fileName, place);

    /// <summary>The name a client asks for; unique within the package.</summary>
    public string FileName { get; }

    /// <summary>Where it lies, absolute.</summary>
    public Uri Url => _place switch
    {
        Uri url => url,
        IArtifactPlace place => place.Url,
        _ => new Uri((string)_place + FileName),
    };

    /// <summary>Size in bytes, or null when not stated.</summary>
    public long? Size { get; init; }

    /// <summary>
    /// npm: unpacked bytes as the publisher states them, to the next thousand; 0 when not stated. Nothing is decided by it but an order.
    /// </summary>
    public long UnpackedSize
    {
        get => _unpackedKilobytes * 1000L;
        init => _unpackedKilobytes = (uint)Math.Clamp((value + 999) / 1000, 0, uint.MaxValue);
    }

    /// <summary>Every hash the upstream states. A file must match all of them.</summary>
    public IReadOnlyList<ArtifactHash> Hashes { get; init; } = [];

    /// <summary>When this file was uploaded, or null.</summary>
    public DateTimeOffset? UploadedAt
    {
        get => PackedTime.Read(_uploadedAt);
        init => _uploadedAt = PackedTime.Of(value);
    }

    /// <summary>NuGet: the catalog leaf, which states the package's hash; null when there is none or it was read already.</summary>
    public Uri? CatalogUrl { get; init; }

    /// <summary>PyPI: where its core metadata lies (PEP 658), or null.</summary>
    public Uri? MetadataUrl
    {
        get => _metadataUrl ?? (_place as IArtifactPlace)?.MetadataUrl;
        init => _metadataUrl = value;
    }

    /// <summary>The folder that many files share, if it is known: the same for all that are in it.</summary>
    internal string? Folder => _place as string;
}
