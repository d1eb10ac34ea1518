namespace PackageWall.Benchmarks.Load;

/// <summary>What an answer was.</summary>
internal enum SoakAnswer
{
    /// <summary>The right bytes.</summary>
    Served,

    /// <summary>304 for a tag that the wall gave.</summary>
    NotModified,

    /// <summary>A refusal that says all that it must.</summary>
    Refused,

    /// <summary>404 for what is not there.</summary>
    Missing,

    /// <summary>Asked to come again, and told when.</summary>
    Pending,

    /// <summary>Anything else.</summary>
    Error,

    /// <summary>Other bytes than were published.</summary>
    WrongBytes,

    /// <summary>A version that must not leave.</summary>
    LetThrough,
}
