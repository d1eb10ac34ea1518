namespace PackageWall.Benchmarks.Comparison.Peers;

/// <summary>A running server that is measured.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>Its name on the page.</summary>
    string Name { get; }

    /// <summary>Where it listens, with a slash at the end.</summary>
    Uri Address { get; }

    /// <summary>Its first process.</summary>
    int Process { get; }

    /// <summary>Waits until it says that it is ready, where it has a way to say so.</summary>
    Task ReadyAsync() => Task.CompletedTask;
}
