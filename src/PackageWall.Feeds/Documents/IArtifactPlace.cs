namespace PackageWall.Feeds.Documents;

/// <summary>What knows where a file and its metadata lie without keeping addresses as objects.</summary>
internal interface IArtifactPlace
{
    Uri Url { get; }

    Uri? MetadataUrl { get; }
}
