using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace PackageWall.Benchmarks.Documents;

/// <summary><c>documents FOLDER</c>: reading and writing of registries' documents, in time and allocated bytes.</summary>
internal static class DocumentSpeed
{
    public static Command Command()
    {
        Argument<string> folder = new("FOLDER") { Description = "A folder with npm-*.json, nuget-*.json and pypi-*.json as registries answered." };
        Option<string> filter = new("--filter") { Description = "Only benchmarks whose name matches, for example '*NpmDocuments*'.", DefaultValueFactory = _ => "*" };
        Option<bool> digests = new("--digests") { Description = "Prints a SHA-256 of everything read and written instead: two builds that agree here write the same bytes." };
        Option<bool> held = new("--held") { Description = "Prints how many bytes a package that was read keeps for each of its versions instead." };
        Command command = new("documents", "Reading and writing of registries' documents: time and allocated bytes.") { folder, filter, digests, held };
        command.SetAction(parsed =>
        {
            Environment.SetEnvironmentVariable(StoredDocuments.Variable, Path.GetFullPath(parsed.GetValue(folder)!));
            return parsed.GetValue(digests) ? DocumentDigests.Run() : parsed.GetValue(held) ? HeldMemory.Run() : Measure(parsed.GetValue(filter)!);
        });
        return command;
    }

    // In this process: its settings of the collector are the ones to measure under, and nothing is built anew.
    private static int Measure(string filter)
    {
        IConfig config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath(Directory.CreateTempSubdirectory("packagewall-documents-").FullName)
            .WithOptions(ConfigOptions.JoinSummary);
        BenchmarkSwitcher.FromTypes([typeof(NpmDocuments), typeof(NuGetDocuments), typeof(PyPiDocuments)]).Run(["--filter", filter], config);
        return 0;
    }
}
