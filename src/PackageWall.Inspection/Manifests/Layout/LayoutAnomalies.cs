using PackageWall.Inspection.Archives;

namespace PackageWall.Inspection.Manifests.Layout;

/// <summary>The oddities that laying out finds, by their codes.</summary>
internal static class LayoutAnomalies
{
    public const string SeveralTops = "layout.several-tops";
    public const string Duplicate = "layout.duplicate";
    public const string FoldsTogether = "layout.folds-together";
    public const string Link = "layout.link";
    public const string Special = "layout.special";
    public const string Traversal = "layout.traversal";
    public const string NoTop = "layout.no-top";
    public const string FileAndFolder = "layout.file-and-folder";
    public const string OpaqueArchive = "layout.opaque-archive";
    public const string NestedArchive = "layout.nested-archive";
    public const string BrokenArchive = "layout.broken-archive";
    public const string TooDeep = "layout.too-deep";
    public const string OverBudget = "layout.over-budget";

    public static ArchiveAnomaly Of(string code, AnomalySeverity severity, string? entry, string detail, long offset = 0) =>
        new(code, severity, offset, entry, detail);
}
