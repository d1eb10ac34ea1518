using PackageWall.Cli.Scan;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Inspection.Signatures.Baselines;
using PackageWall.Packages;

namespace PackageWall.Cli.Baseline;

/// <summary>Inspects archives and turns their findings into pins without reasons.</summary>
/// <param name="signatures">The rules, and the pins there are: what they cover is not written again.</param>
/// <param name="only">Whose packages they are, or null to tell from each.</param>
/// <param name="target">The file to merge into, or null for standard output.</param>
/// <param name="terminal">Where to write.</param>
internal sealed class BaselineWriter(SignatureSet signatures, Ecosystem? only, string? target, Terminal terminal)
{
    private readonly Func<Artifact, CancellationToken, InspectionReport> _inspect = terminal.Inspection(signatures.ShowingWholeEvidence());
    private readonly List<Pin> _pins = [];
    private int _refused;

    public int Run(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        ArchiveFinder finder = new(terminal);
        foreach (string path in finder.Find(paths))
        {
            try
            {
                Inspect(path, finder, cancellation);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                finder.Fail(path, exception.Message);
            }
        }

        return !Write() || finder.Failures > 0 ? ExitCode.Usage : _refused > 0 ? ExitCode.Held : ExitCode.Fine;
    }

    private void Inspect(string path, ArchiveFinder finder, CancellationToken cancellation)
    {
        if (new FileInfo(path).Length > Math.Min(InspectionLimits.Default.ArtifactBytes, Array.MaxLength))
        {
            finder.Fail(path, $"more than the {InspectionLimits.Default.ArtifactBytes} bytes that are inspected");
            return;
        }

        byte[] content = File.ReadAllBytes(path);
        if ((only ?? EcosystemGuess.Of(path, content)) is not { } ecosystem)
        {
            finder.Fail(path, "not an archive of npm, PyPI or NuGet by its name; --ecosystem says whose it is");
            return;
        }

        InspectionReport report = _inspect(new Artifact(ecosystem, Path.GetFileName(path), content), cancellation);
        foreach (string doubt in report.Inconclusive)
        {
            Refuse(path, report, $"not read to its end: {doubt}");
        }

        foreach (Finding finding in report.Findings.Where(finding => finding.Verdict != Verdict.Clean))
        {
            if (finding.EvidenceHash is not { } hash)
            {
                Refuse(path, report, $"{finding.Rule}: findings of this rule or with these facts are never pinned");
            }
            else if (report.Inconclusive.Count > 0 || report.Name is null || report.Version is null)
            {
                Refuse(path, report, $"{finding.Rule}: what was not read could belong to its evidence");
            }
            else
            {
                string name = PackageName.TryParse(ecosystem, report.Name, out PackageName? parsed) ? parsed.Value : report.Name;
                _pins.Add(new Pin(ecosystem, name, finding.Rule, hash, report.Version, ""));
                Show(name, report.Version, finding);
            }
        }
    }

    /// <summary>Lists everything that a pin answers for: whoever gives the reason must read it.</summary>
    private void Show(string name, string version, Finding finding)
    {
        terminal.Error.WriteLine($"read: {Printable.Line(name)} {Printable.Line(version)}: {finding.Rule}, {finding.Evidence.Count} places");
        foreach (Evidence evidence in finding.Evidence)
        {
            terminal.Error.WriteLine($"    {Printable.Line(evidence.File)}:{evidence.Line}  {evidence.Fact}  {Printable.Line(evidence.Value, 160)}");
            terminal.Error.WriteLine($"        {Printable.Line(evidence.Text.Trim())}");
        }
    }

    private void Refuse(string path, InspectionReport report, string reason)
    {
        _refused++;
        terminal.Error.WriteLine($"refused: {Printable.Line(path)}: {Printable.Line(report.Name ?? "(no name)")} {Printable.Line(report.Version ?? "(no version)")}: {Printable.Line(reason)}");
    }

    private bool Write()
    {
        if (target is null)
        {
            foreach (IGrouping<Ecosystem, Pin> pins in BaselineFile.Merge([], _pins).GroupBy(pin => pin.Ecosystem).OrderBy(group => group.Key))
            {
                terminal.Out.WriteLine($"# baselines/{pins.Key.Name()}.yaml");
                terminal.Out.Write(BaselineFile.Write(pins));
            }

            return true;
        }

        try
        {
            IReadOnlyList<Pin> existing = File.Exists(target) ? BaselineFile.ReadDraft(new SignatureFile(target, File.ReadAllText(target))) : [];
            IReadOnlyList<Pin> merged = BaselineFile.Merge(existing, _pins);
            File.WriteAllText(target, BaselineFile.Write(merged));
            terminal.Error.WriteLine($"{merged.Count - existing.Count} new pins; {merged.Count(pin => pin.Why.Length == 0)} want a reason.");
            return true;
        }
        catch (Exception exception) when (exception is SignatureException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine(exception.Message);
            return false;
        }
    }
}
