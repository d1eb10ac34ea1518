using System.CommandLine;
using System.Diagnostics;
using PackageWall.Fuzzing.Coverage;
using PackageWall.Fuzzing.Engine;
using PackageWall.Fuzzing.Targets;

namespace PackageWall.Fuzzing.Commands;

/// <summary>
/// <c>run</c>: fuzzes each target in a process of its own, so that what brings the runtime down or never ends is a finding like others.
/// </summary>
internal static class RunCommand
{
    private const string HeapLimit = "0x80000000";
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        Option<string> target = new("--target") { Description = "One target, or all.", DefaultValueFactory = _ => "all" };
        Option<int> seconds = new("--seconds") { Description = "Time for each target.", DefaultValueFactory = _ => 60 };
        Option<int> seed = new("--seed") { Description = "The order of inputs follows from it.", DefaultValueFactory = _ => 1 };
        Option<bool> keep = new("--keep") { Description = "Make the corpus anew from what was reached; regressions stay." };
        Command command = new("run", "Fuzzes, guided by coverage. Findings are written to tests/PackageWall.Fuzzing/Findings.") { target, seconds, seed, keep };
        command.SetAction(parsed => Run(parsed.GetValue(target)!, parsed.GetValue(seconds), parsed.GetValue(seed), parsed.GetValue(keep)));
        return command;
    }

    private static int Run(string name, int seconds, int seed, bool keep)
    {
        IReadOnlyList<IFuzzTarget> targets = AllTargets.Named(name);
        if (targets.Count == 0)
        {
            Console.Error.WriteLine($"There is no target {name}. There are: {string.Join(' ', AllTargets.All.Select(target => target.Name))}");
            return 2;
        }

        string folder = Path.Combine(AppContext.BaseDirectory, "instrumented", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            (string program, int places) = InstrumentedCopy.Make(folder);
            Console.WriteLine($"{places} places instrumented; {seconds} s for each of {targets.Count} targets, seed {seed}");
            bool isBroken = false;
            foreach (IFuzzTarget target in targets)
            {
                isBroken |= !Fuzz(target, program, Path.Combine(folder, "current"), seconds, seed, keep);
            }

            return isBroken ? 1 : 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Fuzzes one target, beginning anew with another seed when its process falls; whether nothing was found.</summary>
    private static bool Fuzz(IFuzzTarget target, string program, string currentPath, int seconds, int seed, bool keep)
    {
        Stopwatch clock = Stopwatch.StartNew();
        bool isWhole = true;
        do
        {
            double left = Math.Max(1, seconds - clock.Elapsed.TotalSeconds);
            string[] arguments = [program, "work", "--target", target.Name, "--seconds", left.ToString(System.Globalization.CultureInfo.InvariantCulture), "--seed", $"{seed++}", "--current", currentPath, .. keep ? ["--keep"] : Array.Empty<string>()];
            using CurrentInput current = new(currentPath);
            (int code, string? fall) = Watch(arguments, current);
            isWhole &= code == 0;
            if (fall is null)
            {
                return isWhole;
            }

            Console.WriteLine($"{target.Name}: {fall}\n    {CorpusFolder.Save(new Finding(target.Name, fall, fall, current.Read()))}");
        }
        while (clock.Elapsed.TotalSeconds < seconds);
        return isWhole;
    }

    /// <summary>Waits for the process; its exit code, and how it fell if it did.</summary>
    private static (int Code, string? Fall) Watch(string[] arguments, CurrentInput current)
    {
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardError = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        long count = -1;
        while (!process.WaitForExit(Hang))
        {
            // Choosing what to keep begins no input; it ends by itself.
            if (count >= 0 && current.Count == count)
            {
                process.Kill();
                process.WaitForExit();
                return (-1, $"one input takes longer than {Hang.TotalSeconds:0} s");
            }

            count = current.Count;
        }

        return (process.ExitCode, process.ExitCode is 0 or WorkCommand.HasFindings ? null : $"the process fell with exit code {process.ExitCode}: a stack overflow, most likely");
    }
}
