using System.CommandLine;
using PackageWall.Inspection.Signatures;

namespace PackageWall.Cli.Eval;

/// <summary><c>packagewall eval</c>: how often the inspection is right, and how fast it is.</summary>
internal static class EvalCommand
{
    public static Command Build(Terminal terminal) => new("eval", "Measures the inspection: on honest packages, and on samples of attacks.")
    {
        Benign(terminal),
        Samples(terminal),
    };

    private static Command Benign(Terminal terminal)
    {
        Argument<string[]> paths = new("PATH") { Description = "Archives of honest packages, or folders with them; - reads paths from standard input, one per line.", Arity = ArgumentArity.OneOrMore };
        Option<bool> previous = new("--previous") { Description = "Where several versions of a package are among the paths, inspect each also as the successor of the one before it." };
        Option<string> format = Format();
        Option<string?> signatures = SignatureFolder.Option();
        Command command = new("benign", "Inspects honest packages: verdicts, findings by rule, and time.") { paths, previous, format, signatures };
        command.SetAction((parsed, cancellation) => SignatureFolder.Read(parsed.GetValue(signatures), terminal) is { } rules
            ? Task.FromResult(new BenignEvaluation(terminal, rules).Run(parsed.GetValue(paths) ?? [], parsed.GetValue(previous), parsed.GetValue(format) ?? "text", cancellation))
            : Task.FromResult(ExitCode.Usage));
        return command;
    }

    private static Command Samples(Terminal terminal)
    {
        Argument<string> path = new("PATH") { Description = "A manifest of samples (samples.json), or the folder that holds one." };
        Option<string> format = Format();
        Option<string?> signatures = SignatureFolder.Option();
        Command command = new("samples", "Inspects samples whose verdicts are known, and says which are missed.") { path, format, signatures };
        command.SetAction((parsed, cancellation) => SignatureFolder.Read(parsed.GetValue(signatures), terminal) is { } rules
            ? Task.FromResult(new SampleEvaluation(terminal, rules).Run(parsed.GetValue(path) ?? ".", parsed.GetValue(format) ?? "text", cancellation))
            : Task.FromResult(ExitCode.Usage));
        return command;
    }

    private static Option<string> Format()
    {
        Option<string> format = new("--format") { Description = "How the result is written.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "markdown");
        return format;
    }
}
