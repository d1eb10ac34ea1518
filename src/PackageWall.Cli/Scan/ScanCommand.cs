using System.CommandLine;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Cli.Scan;

/// <summary><c>packagewall scan PATH…</c>: inspects archives without a server and without a network.</summary>
internal static class ScanCommand
{
    public static Command Build(Terminal terminal)
    {
        Argument<string[]> paths = new("PATH") { Description = "Archives, or folders with archives; - reads paths from standard input, one per line.", Arity = ArgumentArity.OneOrMore };
        Option<string?> ecosystem = new("--ecosystem") { Description = "Whose packages they are; told from each archive when not given." };
        Option<string> format = new("--format") { Description = "How results are written.", DefaultValueFactory = _ => "text" };
        Option<int> jobs = new("--jobs") { Description = "Archives inspected at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<string?> signatures = SignatureFolder.Option();
        Option<bool> decompile = new("--decompile") { Description = "Shows the methods of assemblies that are evidence as C#, decompiled in a process of their own; for --format text." };
        ecosystem.AcceptOnlyFromAmong("npm", "pypi", "nuget");
        format.AcceptOnlyFromAmong("text", "json", "sarif");
        jobs.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out int count) || count < 1))
            {
                result.AddError("--jobs must be a number of at least 1.");
            }
        });

        Command command = new("scan", "Inspects archives: what they do when they are installed, built or imported, and whether that is an attack.") { paths, ecosystem, format, jobs, signatures, decompile };
        command.Validators.Add(result =>
        {
            if (result.GetValue(decompile) && (result.GetValue(format) is "json" or "sarif"))
            {
                result.AddError("--decompile goes with --format text.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            SignatureSet? rules = SignatureFolder.Read(parsed.GetValue(signatures), terminal);
            if (rules is null)
            {
                return ExitCode.Usage;
            }

            Ecosystem? only = EcosystemNames.TryParse(parsed.GetValue(ecosystem), out Ecosystem named) ? named : null;
            ScanOptions options = new(parsed.GetValue(paths) ?? [], only, parsed.GetValue(format) ?? "text", parsed.GetValue(jobs), rules, parsed.GetValue(decompile));
            return await new Scanner(options, terminal).RunAsync(cancellation);
        });
        return command;
    }
}
