using System.CommandLine;
using PackageWall.Cli.Baseline;
using PackageWall.Cli.Eval;
using PackageWall.Cli.Review;
using PackageWall.Cli.Scan;

namespace PackageWall.Cli;

/// <summary>The <c>packagewall</c> command.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line and gives the exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellation = default)
    {
        RootCommand root = new("Inspects packages of npm, PyPI and NuGet, and decides about those that a PackageWall server holds.")
        {
            ScanCommand.Build(terminal),
            ReviewCommand.Build(terminal),
            EvalCommand.Build(terminal),
            BaselineCommand.Build(terminal),
        };
        // Names of npm scopes begin with an at sign; they are not files with more arguments.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
            {
                await terminal.Error.WriteLineAsync(Printable.Line(message));
            }

            await terminal.Error.WriteLineAsync("packagewall --help says what there is.");
            return ExitCode.Usage;
        }

        InvocationConfiguration configuration = new() { Output = terminal.Out, Error = terminal.Error };
        return await parsed.InvokeAsync(configuration, cancellation);
    }
}
