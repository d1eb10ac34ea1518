using PackageWall.Inspection.Manifests.Layout;
using PackageWall.Inspection.Manifests.Npm;
using PackageWall.Inspection.Manifests.NuGet;
using PackageWall.Inspection.Manifests.PyPi;
using PackageWall.Packages;

namespace PackageWall.Inspection.Manifests;

/// <summary>The one door to what packages declare: lays out an archive as its installer would and reads its manifest. Never throws on any input.</summary>
public static class ManifestReader
{
    /// <summary>Lays out the entries of an archive.</summary>
    public static PackageTree LayOut(Ecosystem ecosystem, Archives.ArchiveReading reading, InspectionBudget budget) =>
        PackageTreeBuilder.Default.Build(ecosystem, reading, budget);

    /// <summary>Reads what the package declares. <paramref name="fileName"/> tells wheels from source distributions.</summary>
    public static Manifest Read(Ecosystem ecosystem, string fileName, PackageTree tree) => ecosystem switch
    {
        Ecosystem.Npm => NpmManifestReader.Read(tree),
        Ecosystem.PyPi => PyPiManifestReader.Read(fileName, tree),
        _ => NuGetManifestReader.Read(tree),
    };
}
