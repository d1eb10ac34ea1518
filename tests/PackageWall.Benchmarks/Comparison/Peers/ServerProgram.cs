using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Comparison.Peers;

/// <summary>The built server.</summary>
/// <param name="Path">Its assembly.</param>
internal sealed record ServerProgram(string Path)
{
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>How its runtime is set up: the bare server that it is compared with runs with the same file.</summary>
    public string RuntimeSettings => System.IO.Path.ChangeExtension(Path, ".runtimeconfig.json");

    /// <summary>The one that was named, else the Release build of the tree that this program was built in; it is built when it is not there.</summary>
    public static async Task<ServerProgram> FindAsync(Workplace place)
    {
        if (place.Options.Server is { } named)
        {
            string path = System.IO.Path.GetFullPath(named);
            return File.Exists(path) ? new ServerProgram(path) : throw new ComparisonException($"--server: there is no file {path}; build src/PackageWall.Server first");
        }

        string project = System.IO.Path.Combine(Repository.Root, "src", "PackageWall.Server");
        string built = System.IO.Path.Combine(project, "bin", "Release", "net10.0", "PackageWall.Server.dll");
        if (!File.Exists(built))
        {
            place.Tell("building the server");
            (await Tool.RunAsync(place.Children, System.IO.Path.Combine(place.Root, "build.log"), "dotnet", ["build", project, "-c", "Release", "-v", "q"], place.Cancellation)
                .ConfigureAwait(false)).OrFail("The build of the server");
        }

        return new ServerProgram(built);
    }
}
