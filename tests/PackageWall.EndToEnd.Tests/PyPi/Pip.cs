using System.Diagnostics;
using PackageWall.EndToEnd.Tests.Clients;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>Runs the machine's pip with its own defaults, without the machine's settings.</summary>
internal static class Pip
{
    // A version manager's python3 is a script that looks into the home folder; the interpreter behind it does not.
    private static readonly Lazy<string> Interpreter = new(FindPython);

    /// <summary>The interpreter.</summary>
    public static string Python => Interpreter.Value;

    /// <summary>Every interpreter of this machine that has a pip: the one on the path, and the system's when it is another.</summary>
    public static IEnumerable<string> Interpreters => new[] { Python, "/usr/bin/python3" }
        .Where(python => python == Python || (File.Exists(python) && RunAny(python, "-m", "pip", "--version").ExitCode == 0))
        .Distinct();

    /// <summary>Wheels that are on every machine with pip: those that the interpreter brings for new environments, real ones made by their projects.</summary>
    public static IReadOnlyList<string> RealWheels { get; } = FindWheels();

    /// <summary><c>pip install</c> into the project's <c>site</c> folder.</summary>
    public static Task<ClientRun> PipInstallAsync(this ClientHome home, Uri index, params string[] arguments) =>
        home.PipAsync(["install", "--index-url", index.AbsoluteUri, "--target", "site", "--no-compile", "--root-user-action=ignore", .. arguments]);

    /// <summary>Any pip command.</summary>
    public static Task<ClientRun> PipAsync(this ClientHome home, params string[] arguments) => home.PipAsync(Python, arguments);

    /// <summary>Any command of the pip of an interpreter.</summary>
    public static Task<ClientRun> PipAsync(this ClientHome home, string python, string[] arguments)
    {
        home.Environment["PIP_CONFIG_FILE"] = "/dev/null";
        return home.RunAsync(python, ["-m", "pip", "--disable-pip-version-check", "--no-input", .. arguments]);
    }

    /// <summary>Whether the site folder has this version, by its metadata.</summary>
    public static bool HasInstalled(this ClientHome home, string project, string version) =>
        home.Exists(Path.Combine("site", $"{project.Replace('-', '_')}-{version}.dist-info"));

    private static string FindPython() => Run("python3", "-c", "import sys; print(sys.executable)").Trim();

    private static string[] FindWheels()
    {
        string bundled = Run("python3", "-c", "import ensurepip, os; print(os.path.join(os.path.dirname(ensurepip.__file__), '_bundled'))").Trim();

        // Debian moves them out of the standard library.
        return [.. new[] { bundled, "/usr/share/python-wheels" }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.whl"))
            .Order(StringComparer.Ordinal)];
    }

    private static string Run(string program, params string[] arguments)
    {
        (int exitCode, string output) = RunAny(program, arguments);
        exitCode.ShouldBe(0, output);
        return output;
    }

    private static (int ExitCode, string Output) RunAny(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
