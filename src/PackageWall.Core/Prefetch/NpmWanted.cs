namespace PackageWall.Core.Prefetch;

/// <summary>What is known of the wants for one package: ranges that predicted versions name, and the versions that were chosen for them.</summary>
internal sealed class NpmWanted(DateTimeOffset since)
{
    private const int MostRanges = 16;
    private const int MostVersions = 4;

    private readonly List<string> _ranges = [];

    public Lock Lock { get; } = new();

    public DateTimeOffset Since { get; } = since;

    /// <summary>Whether a client has asked for the document: before that nothing of the package is fetched.</summary>
    public bool IsAsked { get; set; }

    /// <summary>Chosen so far.</summary>
    public List<PackageWall.Feeds.Documents.UpstreamVersion> Chosen { get; } = [];

    /// <summary>Ranges that were not followed yet.</summary>
    public List<string> Open { get; } = [];

    /// <summary>Whether more versions may be chosen.</summary>
    public bool HasRoom => Chosen.Count < MostVersions;

    /// <summary>Whether something that was predicted names it, if only as optional. What nobody names is a project's own choice.</summary>
    public bool IsKnown { get; set; }

    /// <summary>The file that was guessed without a range, until a client takes one; else null.</summary>
    public string? Guess { get; set; }

    /// <summary>Whether a client has begun to take files of the package: what it needs of it, it asks for itself now.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Takes a range; false when it is known, or there are too many.</summary>
    public bool Add(string range)
    {
        if (_ranges.Count >= MostRanges || _ranges.Contains(range))
        {
            return false;
        }

        _ranges.Add(range);
        Open.Add(range);
        return true;
    }
}
