namespace PackageWall.Core.Documents;

/// <summary>
/// Memory for whole documents while they are read or rewritten. Readers and writers need them in one piece, and packuments reach tens
/// of megabytes: without a bound a thousand clients would stack them up.
/// </summary>
/// <remarks>
/// Up to a megabyte anybody may have one. Of the larger ones few are out at a time and of the largest only one; who wants another
/// waits. Nobody who holds one asks for a second, so that the waiting ends.
/// </remarks>
public sealed class DocumentBuffers : IDisposable
{
    /// <summary>From this size on they are counted.</summary>
    public const int Large = 1 << 20;

    private const int Smallest = 64 << 10;
    private const int Huge = 16 << 20;
    private const int LargeAtOnce = 3;

    private readonly SemaphoreSlim _large = new(LargeAtOnce, LargeAtOnce);
    private readonly SemaphoreSlim _huge = new(1, 1);

    /// <summary>A buffer of at least that length; waits while too many large ones are out.</summary>
    public async ValueTask<DocumentBuffer> RentAsync(int length, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var buffer = new DocumentBuffer(this);
        try
        {
            await GrowAsync(buffer, length, cancellation).ConfigureAwait(false);
            return buffer;
        }
        catch
        {
            ((IDisposable)buffer).Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _large.Dispose();
        _huge.Dispose();
    }

    internal async ValueTask GrowAsync(DocumentBuffer buffer, int length, CancellationToken cancellation)
    {
        length = Math.Max(length, Smallest);
        if (length > Large && !buffer.IsLarge)
        {
            await _large.WaitAsync(cancellation).ConfigureAwait(false);
            buffer.IsLarge = true;
        }

        if (length > Huge && !buffer.IsHuge)
        {
            await _huge.WaitAsync(cancellation).ConfigureAwait(false);
            buffer.IsHuge = true;
        }

        buffer.Resize(length);
    }

    internal void Return(DocumentBuffer buffer)
    {
        if (buffer.IsHuge)
        {
            buffer.IsHuge = false;
            _huge.Release();
        }

        if (buffer.IsLarge)
        {
            buffer.IsLarge = false;
            _large.Release();
        }
    }
}
