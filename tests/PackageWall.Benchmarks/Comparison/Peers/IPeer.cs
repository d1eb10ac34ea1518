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
}
