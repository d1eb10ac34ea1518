namespace PackageWall.Server.Metrics;

/// <summary>What was answered.</summary>
internal enum RequestKind
{
    /// <summary>A document that resolvers read.</summary>
    Document,

    /// <summary>A package's file.</summary>
    Artifact,

    /// <summary>A no with its reasons, whatever was asked for.</summary>
    Refusal,

    /// <summary>Everything else: searches, audits, keys, wrong requests.</summary>
    Other,
}
