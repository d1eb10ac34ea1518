using System.CommandLine;
using PackageWall.Fuzzing.Engine;
using PackageWall.Fuzzing.Targets;

namespace PackageWall.Fuzzing.Commands;

/// <summary><c>replay</c>: runs every input of the corpus, twice each, as the tests do.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        Option<string> target = new("--target") { Description = "One target, or all.", DefaultValueFactory = _ => "all" };
        Option<FileInfo?> file = new("--file") { Description = "One input instead of the corpus." };
        Command command = new("replay", "Runs the kept inputs and says which break a promise.") { target, file };
        command.SetAction(parsed => Run(parsed.GetValue(target)!, parsed.GetValue(file)));
        return command;
    }

    private static int Run(string name, FileInfo? file)
    {
        int broken = 0, inputs = 0;
        foreach (IFuzzTarget target in AllTargets.Named(name))
        {
            IReadOnlyList<(string Name, byte[] Input)> kept = file is null ? CorpusFolder.Read(target.Name) : [(file.Name, File.ReadAllBytes(file.FullName))];
            foreach ((string input, byte[] bytes) in kept)
            {
                inputs++;
                if (Execution.Check(target, bytes, isTwice: true) is { } finding)
                {
                    broken++;
                    Console.WriteLine($"{target.Name}/{input}: {finding.Key}\n{finding.Detail}");
                }
            }
        }

        Console.WriteLine($"{inputs} inputs, {broken} break a promise");
        return broken == 0 ? 0 : 1;
    }
}
