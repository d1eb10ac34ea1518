using System.Diagnostics;

namespace PackageWall.Benchmarks.Comparison.Processes;

/// <summary>All programs that the comparison started and that still run. Whatever way it ends, they end with it.</summary>
internal sealed class Children : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Child> _running = [];
    private readonly EventHandler _exit;
    private bool _isClosed;

    public Children()
    {
        _exit = (_, _) => EndAll();
        AppDomain.CurrentDomain.ProcessExit += _exit;
    }

    public Child Start(string name, string log, ProcessStartInfo start)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                throw new OperationCanceledException("The comparison is ending.");
            }

            Child child = Child.Start(name, log, start);
            _running.Add(child);
            return child;
        }
    }

    public void End(Child child)
    {
        lock (_gate)
        {
            _running.Remove(child);
        }

        child.Dispose();
    }

    /// <summary>Ends them all, and lets none start any more.</summary>
    public void EndAll()
    {
        Child[] running;
        lock (_gate)
        {
            _isClosed = true;
            running = [.. _running];
            _running.Clear();
        }

        foreach (Child child in running)
        {
            child.End();
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= _exit;
        EndAll();
    }
}
