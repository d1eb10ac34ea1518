using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Comparison.Installs;

/// <summary>Something that a client installs.</summary>
internal interface IInstall
{
    /// <summary>Its name on the page.</summary>
    string Name { get; }

    /// <summary>Whether every way must bring the same number of packages.</summary>
    bool IsFixed { get; }

    /// <summary>Installs into an empty folder from a source.</summary>
    Task<ToolRun> RunAsync(ClientFolder client, Uri source);

    /// <summary>How many packages lie in the folder.</summary>
    int Count(ClientFolder client);

    /// <summary>The client's own code for what went wrong. Its texts are not told: they hold addresses.</summary>
    string Failure(ToolRun run);
}
