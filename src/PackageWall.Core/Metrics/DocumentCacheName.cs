namespace PackageWall.Core.Metrics;

/// <summary>Which cache of documents.</summary>
public enum DocumentCacheName
{
    /// <summary>Documents as clients get them.</summary>
    Rewritten,

    /// <summary>Documents as upstreams sent them.</summary>
    Upstream,
}
