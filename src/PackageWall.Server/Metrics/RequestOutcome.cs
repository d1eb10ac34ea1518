namespace PackageWall.Server.Metrics;

/// <summary>What came of a request.</summary>
internal enum RequestOutcome
{
    /// <summary>It got what it asked for.</summary>
    Served,

    /// <summary>The client has it already.</summary>
    NotModified,

    /// <summary>The policy says no.</summary>
    Refused,

    /// <summary>There is no such thing.</summary>
    Missing,

    /// <summary>It cannot be said now.</summary>
    Unavailable,

    /// <summary>Its inspection has not ended; asking again helps.</summary>
    Pending,

    /// <summary>It was no request that is answered here.</summary>
    Invalid,

    /// <summary>The client went before there was an answer.</summary>
    Gone,
}
