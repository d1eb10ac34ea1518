using System.Diagnostics;
using System.Text;

namespace PackageWall.Benchmarks.Comparison.Processes;

/// <summary>Programs that are run to their end: compilers, installers, questions for a version.</summary>
internal static class Tool
{
    /// <summary>Finds a program on the path and where administrators' programs are.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(["/usr/sbin", "/usr/local/sbin", "/sbin"])
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs it; what it printed comes back with its exit code.</summary>
    public static async Task<ToolRun> RunAsync(
        Children children, string log, string program, IEnumerable<string> arguments, CancellationToken cancellation, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        ProcessStartInfo start = new(program) { WorkingDirectory = folder ?? Path.GetDirectoryName(log)! };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        File.Delete(log);
        Stopwatch watch = Stopwatch.StartNew();
        Child child = children.Start(Path.GetFileName(program), log, start);
        try
        {
            int code = await child.WaitAsync(cancellation).ConfigureAwait(false);
            watch.Stop();
            return new ToolRun(code, File.Exists(log) ? await File.ReadAllTextAsync(log, Encoding.UTF8, cancellation).ConfigureAwait(false) : "", watch.Elapsed);
        }
        finally
        {
            children.End(child);
        }
    }
}
