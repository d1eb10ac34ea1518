using System.Text.Json;
using PackageWall.Cli.Scan;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Cli.Eval;

/// <summary>Inspects the samples of a manifest, each as the successor of its earlier version where it has one.</summary>
internal sealed class SampleEvaluation(Terminal terminal, SignatureSet signatures)
{
    private readonly Func<Artifact, CancellationToken, InspectionReport> _inspect = terminal.Inspection(signatures);

    public int Run(string path, string format, CancellationToken cancellation)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, SampleManifest.FileName) : path;
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        try
        {
            List<SampleOutcome> outcomes = [.. SampleManifest.Parse(File.ReadAllText(file)).Samples.Select(sample => new SampleOutcome(sample, Inspect(sample, folder, cancellation)))];
            SampleWriter.Write(outcomes, signatures, format, terminal.Out);
            return outcomes.Any(outcome => outcome.Sample.OutOfScope is null && !outcome.IsRight) ? ExitCode.Held : ExitCode.Fine;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"{Printable.Line(file)}: {Printable.Line(exception.Message)}");
            return ExitCode.Usage;
        }
    }

    private InspectionReport Inspect(Sample sample, string folder, CancellationToken cancellation)
    {
        Artifact artifact = Read(sample, sample.File, folder);
        if (sample.Earlier is { } earlier)
        {
            InspectionReport before = _inspect(Read(sample, earlier, folder), cancellation);
            artifact = artifact with { Earlier = before.Profile, EarlierVersion = before.Version };
        }

        return _inspect(artifact, cancellation);
    }

    private static Artifact Read(Sample sample, string name, string folder)
    {
        string path = Path.Combine(folder, name);
        byte[] content = File.ReadAllBytes(path);
        Ecosystem ecosystem = EcosystemNames.TryParse(sample.Ecosystem, out Ecosystem named) ? named
            : EcosystemGuess.Of(path, content) ?? throw new IOException($"{name}: not an archive of npm, PyPI or NuGet by its name");
        return new Artifact(ecosystem, Path.GetFileName(path), content);
    }
}
