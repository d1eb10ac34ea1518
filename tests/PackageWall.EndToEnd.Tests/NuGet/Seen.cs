using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PackageWall.EndToEnd.Tests.Clients;

namespace PackageWall.EndToEnd.Tests.NuGet;

/// <summary>Keeps what a client really printed for the documents, when <c>PACKAGEWALL_WRITE_SEEN=1</c>.</summary>
internal static partial class Seen
{
    private static readonly Lock Writing = new();
    private static bool _isBegun;

    /// <summary>Adds one run to <c>docs/seen/dotnet-refused.txt</c>, with folders and ports that differ from run to run made plain.</summary>
    public static void Write(string command, string what, ClientRun run, Uri wall, [CallerFilePath] string here = "")
    {
        if (Environment.GetEnvironmentVariable("PACKAGEWALL_WRITE_SEEN") != "1")
        {
            return;
        }

        string folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "seen"));
        string text = Folder().Replace(run.Output.Replace(wall.AbsoluteUri, "http://127.0.0.1:8080/", StringComparison.Ordinal), "~/demo/").TrimEnd();

        // Where the SDK lies on this machine is nobody's business.
        text = SdkTargets().Replace(text, "");
        lock (Writing)
        {
            Directory.CreateDirectory(folder);
            string file = Path.Combine(folder, "dotnet-refused.txt");
            string before = _isBegun ? File.ReadAllText(file) + "\n" : "";
            File.WriteAllText(file, $"{before}# {what}\n$ {command}\n{text}\n[exit code {run.ExitCode}]\n");
            _isBegun = true;
        }
    }

    [GeneratedRegex("/[^ '\\]]*client-[^/]+/project/", RegexOptions.NonBacktracking)]
    private static partial Regex Folder();

    [GeneratedRegex(@"/\S*/NuGet\.targets\([0-9,]+\): ", RegexOptions.NonBacktracking)]
    private static partial Regex SdkTargets();
}
