using System.Text.Json;
using PackageWall.Fuzzing.Engine;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;
using PackageWall.Testing.Catalogue;

namespace PackageWall.Fuzzing.Targets;

/// <summary>The whole inspection of one form of package.</summary>
internal sealed class InspectorTarget(PackageForm form) : IFuzzTarget
{
    private readonly Inspector _inspector = new(SignatureSet.Default, FuzzLimits.Small);

    public string Name => $"inspector-{form.ToString().ToLowerInvariant()}";

    public InputKind Kind => InputKind.Archive;

    public IEnumerable<byte[]> Seeds() => SeedFiles.Packages(form);

    public string Run(ReadOnlyMemory<byte> input)
    {
        (Ecosystem ecosystem, string file) = form switch
        {
            PackageForm.Npm => (Ecosystem.Npm, "pw-demo-1.0.0.tgz"),
            PackageForm.Wheel => (Ecosystem.PyPi, "pw_demo-1.0.0-py3-none-any.whl"),
            PackageForm.Sdist => (Ecosystem.PyPi, "pw_demo-1.0.0.tar.gz"),
            _ => (Ecosystem.NuGet, "pwdemo.1.0.0.nupkg"),
        };
        InspectionReport report = _inspector.Inspect(new Artifact(ecosystem, file, input));
        return report.Inconclusive.FirstOrDefault(reason => reason.Contains("failed", StringComparison.Ordinal)) is { } failure
            ? throw new ViolationException("swallowed", failure)
            : JsonSerializer.Serialize(report);
    }
}
