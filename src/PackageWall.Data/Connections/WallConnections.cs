using System.Collections.Concurrent;
using System.Data.Common;

namespace PackageWall.Data.Connections;

/// <summary>Connections that stay open between two uses, a few at most, so that their statements stay prepared.</summary>
/// <param name="open">Opens a new one.</param>
/// <param name="kept">How many wait for the next use; none for a database that is elsewhere and may be gone meanwhile: its driver knows of that.</param>
internal sealed class WallConnections(Func<CancellationToken, Task<DbConnection>> open, int kept) : IDisposable
{
    private readonly ConcurrentBag<WallConnection> _idle = [];
    private int _count;
    private volatile bool _isDisposed;

    /// <summary>One to be disposed after use.</summary>
    public async ValueTask<WallConnection> RentAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_idle.TryTake(out WallConnection? idle))
        {
            Interlocked.Decrement(ref _count);
            return idle;
        }

        return new WallConnection(await open(cancellation).ConfigureAwait(false), this);
    }

    /// <summary>Keeps one for the next use; false when there are enough.</summary>
    public bool TryKeep(WallConnection connection)
    {
        if (Interlocked.Increment(ref _count) > kept || _isDisposed)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        _idle.Add(connection);
        if (_isDisposed)
        {
            Empty();
        }

        return true;
    }

    /// <summary>Closes those that wait. One that is out is closed when it comes back.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Empty();
    }

    private void Empty()
    {
        while (_idle.TryTake(out WallConnection? idle))
        {
            idle.CloseAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
