using PackageWall.Packages;

namespace PackageWall.Inspection.Manifests;

/// <summary>The one door to what packages declare: lays out an archive as its installer would and reads its manifest. Never throws on any input.</summary>
public static class ManifestReader
{
    /// <summary>Lays out the entries of an archive.</summary>
    public static PackageTree LayOut(Ecosystem ecosystem, Archives.ArchiveReading reading, InspectionBudget budget) =>
        throw new InvalidOperationException("Built in the Manifests room.");

    /// <summary>Reads what the package declares. <paramref name="fileName"/> tells wheels from source distributions.</summary>
    public static Manifest Read(Ecosystem ecosystem, string fileName, PackageTree tree) =>
        throw new InvalidOperationException("Built in the Manifests room.");
}
