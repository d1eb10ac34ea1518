using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using PackageWall.Workers.Child;

namespace PackageWall.Workers.Pool;

/// <summary>How a worker is started: the program beside the one that runs, with an environment that holds nothing but what .NET needs.</summary>
internal static class WorkerCommand
{
    private const string Program = "PackageWall.Workers";

    private static readonly string Collector = OperatingSystem.IsWindows() ? "clrgc.dll" : OperatingSystem.IsMacOS() ? "libclrgc.dylib" : "libclrgc.so";

    private static readonly string[] Kept = ["DOTNET_ROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "TMP", "TEMP"];

    /// <summary>What to start.</summary>
    /// <exception cref="WorkersUnavailableException">The program is not there.</exception>
    public static ProcessStartInfo For(long heap, string? argument = null)
    {
        ProcessStartInfo start = Find(AppContext.BaseDirectory);
        if (argument is not null)
        {
            start.ArgumentList.Add(argument);
        }

        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = AppContext.BaseDirectory;
        start.Environment.Clear();
        foreach (string name in Kept)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                start.Environment[name] = value;
            }
        }

        start.Environment[WorkerProgram.HeapVariable] = heap.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";

        // The collector that .NET had before its present one, and still brings along: near the limit of its heap the present one writes to pages
        // that it has given back, and a worker in which a large honest file meets that dies. It also asks the system for memory less often.
        if (File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), Collector)))
        {
            start.Environment["DOTNET_GCName"] = Collector;
        }

        // Compiled once and well: over the hundreds of inspections of a worker's life, code that is first compiled in haste, counted and then
        // compiled again takes a quarter of its time, and its larger frames take more of the stack.
        start.Environment["DOTNET_TieredCompilation"] = "0";

        // No debugger, profiler or diagnostic socket, and no second mapping of code: both need files and descriptors.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return start;
    }

    private static ProcessStartInfo Find(string folder)
    {
        string library = Path.Combine(folder, Program + ".dll");
        if (File.Exists(library) && Host() is { } host)
        {
            return new ProcessStartInfo(host) { ArgumentList = { "exec", library } };
        }

        string own = Path.Combine(folder, OperatingSystem.IsWindows() ? Program + ".exe" : Program);
        return File.Exists(own)
            ? new ProcessStartInfo(own)
            : throw new WorkersUnavailableException($"{Program} does not lie beside the program: nothing can be inspected.");
    }

    /// <summary>The <c>dotnet</c> of the runtime that runs this; null when it was published with the program.</summary>
    private static string? Host()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (Environment.ProcessPath is { } path && Path.GetFileName(path) == name)
        {
            return path;
        }

        // …/shared/Microsoft.NETCore.App/10.0.0/
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(host) ? host : null;
    }
}
