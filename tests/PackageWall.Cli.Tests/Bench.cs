using PackageWall.Inspection;
using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Layers;
using PackageWall.Inspection.Reports;
using PackageWall.Workers.Pool;

namespace PackageWall.Cli.Tests;

/// <summary>A command line with a folder of its own and an inspection that goes by the first bytes of each file.</summary>
internal sealed class Bench : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("packagewall").FullName;

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public string In { get; init; } = "";

    public bool IsWatched { get; init; }

    public Dictionary<string, string> Variables { get; } = [];

    public HttpMessageHandler? Network { get; init; }

    public Func<Artifact, InspectionReport> Inspect { get; init; } = ByContent;

    public Func<IReadOnlyList<MethodName>, IReadOnlyList<DecompiledMethod>>? Decompile { get; init; }

    public string File(string name, string content)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public Task<int> Run(params string[] arguments) => CommandLine.RunAsync(arguments, new Terminal
    {
        In = new StringReader(In),
        Out = _out,
        Error = _error,
        IsWatched = IsWatched,
        Variable = name => Variables.GetValueOrDefault(name),
        Network = () => Network ?? throw new InvalidOperationException("No network here."),
        Inspection = _ => (artifact, _) => Inspect(artifact),
        Decompiler = Decompile is { } decompile ? (_, methods, _) => Task.FromResult(decompile(methods)) : null,
    });

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static InspectionReport ByContent(Artifact artifact)
    {
        string text = System.Text.Encoding.UTF8.GetString(artifact.Content.Span);
        Verdict verdict = Enum.Parse<Verdict>(text, ignoreCase: true);
        return new InspectionReport
        {
            Ecosystem = artifact.Ecosystem,
            Sha256 = new string('0', 64),
            Name = "sample",
            Version = "1.0.0",
            Verdict = verdict,
            Score = 7,
            Files = 2,
            Bytes = 10,
            Signatures = "x",
            Profile = new PackageProfile(),
            Inconclusive = verdict == Verdict.Inconclusive ? ["index.js was not read to its end: too deep."] : [],
            Layers = verdict == Verdict.Malicious ? [new DecodedLayer("setup.js", 3, 1, "base64", "javascript", "console.log('inert')\nmore()", 20)] : [],
            Findings = verdict is Verdict.Malicious or Verdict.Suspicious
                ?
                [
                    new Finding
                    {
                        Rule = "sample-rule",
                        Title = "A sample",
                        Verdict = verdict,
                        Says = "install: it does \u001b[2Jthings",
                        File = "setup.js",
                        Line = 3,
                        Context = Context.Install,
                        Evidence = [new Evidence("wipe", "setup.js", 3, "rm(\"x\")", "x", 1, ["package.json preinstall", "setup.js"])],
                    },
                ]
                : [],
        };
    }
}
