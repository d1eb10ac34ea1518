using System.CommandLine;
using System.Globalization;
using PackageWall.Fuzzing.Engine;
using PackageWall.Fuzzing.Targets;

namespace PackageWall.Fuzzing.Commands;

/// <summary><c>work</c>: what <c>run</c> starts for each target, in the instrumented copy.</summary>
internal static class WorkCommand
{
    // Enough that files of some tens of kilobytes for each target tell what they have to tell.
    private const int KeptBytes = 10 << 10;
    private const int KeptArchiveBytes = 20 << 10;

    /// <summary>The exit code of a process that ended by itself and found something.</summary>
    public const int HasFindings = 3;

    public static Command Create()
    {
        Option<string> target = new("--target") { Required = true };
        Option<double> seconds = new("--seconds") { Required = true };
        Option<int> seed = new("--seed") { Required = true };
        Option<string> current = new("--current") { Required = true };
        Option<bool> keep = new("--keep");
        Command command = new("work", "Fuzzes one target in this process.") { target, seconds, seed, current, keep };
        command.Hidden = true;
        command.SetAction(parsed => Run(AllTargets.Named(parsed.GetValue(target)!)[0], parsed.GetValue(seconds), parsed.GetValue(seed), parsed.GetValue(current)!, parsed.GetValue(keep)));
        return command;
    }

    private static int Run(IFuzzTarget target, double seconds, int seed, string currentPath, bool keep)
    {
        using CurrentInput current = new(currentPath);
        Fuzzer fuzzer = new(target, seed, TimeSpan.FromSeconds(seconds), current, finding =>
            Console.WriteLine($"  {finding.Key}: {finding.Detail.Split('\n')[0]}\n    {CorpusFolder.Save(finding)}"));
        fuzzer.Run();
        string kept = "";
        if (keep)
        {
            IReadOnlyList<byte[]> chosen = Distillation.Choose(target, fuzzer.Pool, target.Kind == InputKind.Archive ? KeptArchiveBytes : KeptBytes);
            CorpusFolder.Replace(target.Name, chosen);
            kept = string.Create(CultureInfo.InvariantCulture, $", {chosen.Count} kept ({chosen.Sum(input => input.Length)} bytes)");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{target.Name,-18} {fuzzer.Executions,9} executions ({fuzzer.Executions / seconds:0}/s), {fuzzer.Places,6} places, {fuzzer.Pool.Count,5} inputs, {fuzzer.Findings} findings{kept}"));
        return fuzzer.Findings == 0 ? 0 : HasFindings;
    }
}
