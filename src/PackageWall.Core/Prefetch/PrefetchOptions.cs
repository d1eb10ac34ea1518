namespace PackageWall.Core.Prefetch;

/// <summary>What may be fetched before anybody asks for it.</summary>
public sealed record PrefetchOptions
{
    /// <summary>Bytes of artifacts a minute, unless something else is set.</summary>
    public const long DefaultBytesPerMinute = 512L << 20;

    /// <summary>Whether anything is.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>Bytes of artifacts a minute; what is predicted beyond them is dropped, and comes in when it is asked for.</summary>
    public long BytesPerMinute { get; init; } = DefaultBytesPerMinute;

    /// <summary>
    /// Artifacts at once, clients' own counted in. As many as there are workers, so that none waits for a worker before a client's.
    /// </summary>
    public int AtOnce { get; init; } = Environment.ProcessorCount;

    /// <summary>Documents read at once to find versions, while no client waits for an artifact.</summary>
    public int DocumentsAtOnce { get; init; } = 4;

    /// <summary>What may wait, of each kind.</summary>
    public int MostWaiting { get; init; } = 2_000;
}
