namespace PackageWall.Server.Endpoints.Documents;

/// <summary>What the cache of rewritten documents did since the start, for whoever publishes metrics.</summary>
internal sealed class ServingCounters
{
    private long _fromMemory;
    private long _fromDisk;
    private long _made;

    /// <summary>Answered from memory.</summary>
    public long FromMemory => Interlocked.Read(ref _fromMemory);

    /// <summary>Read from disk.</summary>
    public long FromDisk => Interlocked.Read(ref _fromDisk);

    /// <summary>Written anew.</summary>
    public long Made => Interlocked.Read(ref _made);

    public void CountMemory() => Interlocked.Increment(ref _fromMemory);

    public void CountDisk() => Interlocked.Increment(ref _fromDisk);

    public void CountMade() => Interlocked.Increment(ref _made);
}
