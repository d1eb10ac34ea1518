using System.CommandLine;
using PackageWall.Benchmarks.Comparison.Artifacts;
using PackageWall.Benchmarks.Comparison.Documents;
using PackageWall.Benchmarks.Comparison.Installs;
using PackageWall.Benchmarks.Comparison.Report;

namespace PackageWall.Benchmarks.Comparison;

/// <summary><c>compare</c>: the wall, bare servers, caches and mirrors, on this machine and in one run; writes the page of measurements.</summary>
internal static class ComparisonCommand
{
    public static Command Command()
    {
        Option<string[]> only = new("--only") { Description = "Only these parts: documents, artifacts, installs (or of them ci, install, restore). Bars of the others are told as not measured.", AllowMultipleArgumentsPerToken = true };
        only.AcceptOnlyFromAmong([.. ComparisonOptions.Parts]);
        Option<int> rounds = new("--rounds") { Description = "Turns of each subject under load.", DefaultValueFactory = _ => 3 };
        Option<int> seconds = new("--seconds") { Description = "Length of a turn.", DefaultValueFactory = _ => 2 };
        Option<int> installs = new("--installs") { Description = "Runs of each install.", DefaultValueFactory = _ => 5 };
        Option<string> work = new("--work") { Description = "Folder for all that is written meanwhile; in memory, or the disk is measured.", DefaultValueFactory = _ => Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath() };
        Option<string> output = new("--output") { Description = "The page.", DefaultValueFactory = _ => Path.Combine(Repository.Root, "docs", "performance.md") };
        Option<string?> server = new("--server") { Description = "PackageWall.Server.dll; default: the Release build of this tree, built when it is not there." };
        Option<int> port = new("--port") { Description = "The first of about twenty ports to use; default: whatever is free." };
        Option<bool> keep = new("--keep") { Description = "Leave the work folder." };
        Command command = new("compare", "The wall against nginx, bare Kestrel, Verdaccio and the registry itself; writes docs/performance.md. Linux, with npm; wrk and nginx are installed when root starts it.")
        {
            only, rounds, seconds, installs, work, output, server, port, keep,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new ComparisonOptions
            {
                Only = parsed.GetValue(only) ?? [],
                Rounds = Math.Max(1, parsed.GetValue(rounds)),
                Seconds = Math.Max(1, parsed.GetValue(seconds)),
                Installs = Math.Max(1, parsed.GetValue(installs)),
                Work = parsed.GetValue(work)!,
                Output = Path.GetFullPath(parsed.GetValue(output)!),
                Server = parsed.GetValue(server),
                Port = parsed.GetValue(port),
                Keep = parsed.GetValue(keep),
            },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ComparisonOptions options, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux())
        {
            await Console.Error.WriteLineAsync("error: the comparison reads processor time and memory from /proc and runs on Linux only").ConfigureAwait(false);
            return 2;
        }

        using Workplace place = new(options, cancellation);
        try
        {
            await MeasureAsync(place).ConfigureAwait(false);
            return 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            place.Tell("stopped; the page has only the parts that were finished");
            return 130;
        }
        catch (Exception failure) when (failure is ComparisonException or HttpRequestException or IOException)
        {
            place.Tell("error: " + failure.Message);
            return 1;
        }
    }

    private static async Task MeasureAsync(Workplace place)
    {
        ComparisonOptions options = place.Options;
        DateTimeOffset when = TimeProvider.System.GetUtcNow();
        Toolbox tools = await Toolbox.FindAsync(place).ConfigureAwait(false);
        UpstreamAddresses upstreams = await UpstreamAddresses.FindAsync(place.Cancellation).ConfigureAwait(false);
        Findings findings = new()
        {
            When = when,
            Command = "dotnet run --project tests/PackageWall.Benchmarks -c Release -- compare" + Arguments(options),
            Machine = Machine.Describe(),
            Versions = tools.Versions,
            Lacking = tools.Lacking,
            Rounds = options.Rounds,
            Seconds = options.Seconds,
        };

        // Written after each part: a run takes the better part of an hour, and one that is stopped has still found something.
        if (tools.Wrk is not null && options.Wants("documents"))
        {
            findings = findings with { Documents = await new DocumentComparison(place, tools, upstreams).RunAsync().ConfigureAwait(false) };
            await WriteAsync(place, findings).ConfigureAwait(false);
        }

        if (tools.Wrk is not null && options.Wants("artifacts"))
        {
            findings = findings with { Artifacts = await new ArtifactComparison(place, tools, upstreams).RunAsync().ConfigureAwait(false) };
            await WriteAsync(place, findings).ConfigureAwait(false);
        }

        InstallComparison installs = new(place, tools, upstreams);
        await foreach (IReadOnlyList<InstallSeries> series in installs.RunAsync().ConfigureAwait(false))
        {
            findings = findings with { Installs = [.. findings.Installs, .. series] };
            await WriteAsync(place, findings).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(Workplace place, Findings findings)
    {
        string output = place.Options.Output;
        Directory.CreateDirectory(Path.GetDirectoryName(output)!);
        await File.WriteAllTextAsync(output, Page.Write(findings), place.Cancellation).ConfigureAwait(false);
        place.Tell($"written: {output}");
    }

    private static string Arguments(ComparisonOptions options) =>
        (options.Only.Count > 0 ? " --only " + string.Join(' ', options.Only) : "")
        + $" --rounds {options.Rounds} --seconds {options.Seconds} --installs {options.Installs}";
}
