using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;
using PackageWall.Testing.Catalogue;

namespace PackageWall.Inspection.Tests.Catalogue;

/// <summary>Inspects packages of the catalogue as the product does: whole artifacts, through the one door.</summary>
internal static class CatalogueInspection
{
    private static readonly Inspector Inspector = new(SignatureSet.Default, InspectionLimits.Default);

    public static InspectionReport Of(CataloguePackage package, CataloguePackage? earlier = null)
    {
        Artifact artifact = new(package.Ecosystem, package.FileName, package.Build());
        if (earlier is not null)
        {
            InspectionReport before = Of(earlier);
            artifact = artifact with { Earlier = before.Profile, EarlierVersion = before.Version };
        }

        return Inspector.Inspect(artifact);
    }

    /// <summary>A package made for one test.</summary>
    public static InspectionReport Of(Ecosystem ecosystem, string fileName, byte[] content, InspectionReport? earlier = null) =>
        Inspector.Inspect(new Artifact(ecosystem, fileName, content) { Earlier = earlier?.Profile, EarlierVersion = earlier?.Version });

    public static string Told(InspectionReport report) => string.Join(
        Environment.NewLine,
        [$"{report.Name} {report.Version}: {report.Verdict}", .. report.Findings.Select(finding => $"  {finding.Verdict} {finding.Rule}: {finding.Says}"), .. report.Inconclusive]);
}
