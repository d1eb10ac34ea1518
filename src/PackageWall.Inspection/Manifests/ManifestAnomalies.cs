using PackageWall.Inspection.Archives;

namespace PackageWall.Inspection.Manifests;

/// <summary>The oddities that reading manifests finds, by their codes.</summary>
internal static class ManifestAnomalies
{
    public const string Missing = "manifest.missing";
    public const string Several = "manifest.several";
    public const string Unreadable = "manifest.unreadable";
    public const string Odd = "manifest.odd";
    public const string DuplicateKey = "manifest.duplicate-key";
    public const string Name = "manifest.name";
    public const string Record = "manifest.record";
    public const string Collision = "manifest.collision";

    public static ArchiveAnomaly Of(string code, AnomalySeverity severity, string file, string detail) => new(code, severity, 0, file, detail);
}
