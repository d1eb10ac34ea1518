using System.CommandLine;
using PackageWall.Cli.Scan;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Cli.Baseline;

/// <summary><c>packagewall baseline PATH…</c>: writes pins for the findings of packages that are known to be harmless, to be read and reasoned by a person.</summary>
internal static class BaselineCommand
{
    public static Command Build(Terminal terminal)
    {
        Argument<string[]> paths = new("PATH") { Description = "Archives, or folders with archives; - reads paths from standard input, one per line.", Arity = ArgumentArity.OneOrMore };
        Option<string?> ecosystem = new("--ecosystem") { Description = "Whose packages they are; told from each archive when not given." };
        Option<string?> write = new("--write") { Description = "A file of baselines (npm.yaml, pypi.yaml, nuget.yaml) into which pins are merged; standard output when not given." };
        Option<string?> signatures = SignatureFolder.Option();
        ecosystem.AcceptOnlyFromAmong("npm", "pypi", "nuget");
        Command command = new("baseline", "Writes pins for the findings of archives that you know to be harmless. Each wants a reason, by hand, before it holds.") { paths, ecosystem, write, signatures };
        command.SetAction((parsed, cancellation) =>
        {
            Ecosystem? only = EcosystemNames.TryParse(parsed.GetValue(ecosystem), out Ecosystem named) ? named : null;
            string? target = parsed.GetValue(write);
            if (target is not null)
            {
                if (!EcosystemNames.TryParse(Path.GetFileNameWithoutExtension(target), out Ecosystem ofFile) || (only is not null && only != ofFile))
                {
                    terminal.Error.WriteLine("--write wants a file that is named for the ecosystem of the packages: npm.yaml, pypi.yaml or nuget.yaml.");
                    return Task.FromResult(ExitCode.Usage);
                }

                only = ofFile;
            }

            SignatureSet? rules = SignatureFolder.Read(parsed.GetValue(signatures), terminal);
            return Task.FromResult(rules is null ? ExitCode.Usage : new BaselineWriter(rules, only, target, terminal).Run(parsed.GetValue(paths) ?? [], cancellation));
        });
        return command;
    }
}
