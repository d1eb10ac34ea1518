namespace PackageWall.Core.Metrics;

/// <summary>Where a document was found.</summary>
public enum DocumentLookup
{
    /// <summary>In memory.</summary>
    Memory,

    /// <summary>On disk.</summary>
    Disk,

    /// <summary>Nowhere: it was made, or fetched.</summary>
    Miss,
}
