namespace PackageWall.Inspection;

/// <summary>What one inspection may still cost. Shared by all readers of a package; safe to use from several threads.</summary>
public sealed class InspectionBudget(InspectionLimits limits)
{
    private long _layerBytes;
    private int _layers;
    private long _textBytes;
    private int _texts;

    /// <summary>The limits it was made from.</summary>
    public InspectionLimits Limits { get; } = limits;

    /// <summary>Ends readings that take too long: readers of large files look at it every few thousand steps and let the exception pass.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Whether a layer was refused: the package is then inconclusive.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>How many layers and texts were asked for until now.</summary>
    internal long Taken => Volatile.Read(ref _layers) + (long)Volatile.Read(ref _texts);

    /// <summary>Asks to decode one more layer of so many bytes at such a depth; false when that would go over.</summary>
    public bool TryTakeLayer(long bytes, int depth)
    {
        if (depth > Limits.LayerDepth
            || Interlocked.Increment(ref _layers) > Limits.Layers
            || Interlocked.Add(ref _layerBytes, bytes) > Limits.LayerBytes)
        {
            IsExhausted = true;
            return false;
        }

        return true;
    }

    /// <summary>
    /// Asks to read one more text that stands inside another as it is, such as the code of <c>python -c</c>, so many texts deep;
    /// false when that would go over. Programs that print themselves end here.
    /// </summary>
    public bool TryTakeText(long bytes, int nesting)
    {
        if (nesting > Limits.LayerDepth
            || Interlocked.Increment(ref _texts) > Limits.Texts
            || Interlocked.Add(ref _textBytes, bytes) > Limits.LayerBytes)
        {
            IsExhausted = true;
            return false;
        }

        return true;
    }
}
