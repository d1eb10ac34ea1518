using System.Text;
using PackageWall.EndToEnd.Tests.Clients;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>Keeps what a client printed for the documents, when PACKAGEWALL_WRITE_SEEN is 1: addresses become those of an ordinary wall.</summary>
internal static class Seen
{
    public static async Task WriteAsync(string file, PyPiWorld world, params (string Command, ClientRun Run)[] runs)
    {
        if (Environment.GetEnvironmentVariable("PACKAGEWALL_WRITE_SEEN") != "1")
        {
            return;
        }

        var text = new StringBuilder();
        foreach ((string command, ClientRun run) in runs)
        {
            text.Append("$ ").Append(command).Append('\n');
            text.Append(run.Output.ReplaceLineEndings("\n").Replace(world.Wall.Address.AbsoluteUri, "http://127.0.0.1:8080/", StringComparison.Ordinal));
            text.Append('\n');
        }

        string folder = Directory.CreateDirectory(Path.Combine(Root(), "docs", "seen")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, file), text.ToString().TrimEnd() + "\n");
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PackageWall.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository was not found above the tests.");
        }

        return folder.FullName;
    }
}
