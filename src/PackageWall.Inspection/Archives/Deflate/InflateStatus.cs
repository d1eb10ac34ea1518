namespace PackageWall.Inspection.Archives.Deflate;

/// <summary>Where an <see cref="Inflater"/> stands after it was asked to go on.</summary>
internal enum InflateStatus
{
    /// <summary>The next symbol needs more room than the buffer has; nothing of it was taken.</summary>
    NeedsRoom,

    /// <summary>The final block ended.</summary>
    Done,

    /// <summary>The input ended before the final block did.</summary>
    Truncated,

    /// <summary>The input is no Deflate stream (RFC 1951), or one that zlib refuses.</summary>
    Invalid,
}
