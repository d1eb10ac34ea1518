namespace PackageWall.Feeds.PyPi;

/// <summary>A file as one page of ours shows it.</summary>
/// <param name="File">The upstream's word.</param>
/// <param name="Url">Under our address.</param>
internal sealed record ShownFile(PyPiFile File, string Url)
{
    public bool IsYanked { get; init; }

    public string? YankedReason { get; init; }

    public string? MetadataSha256 { get; init; }
}
