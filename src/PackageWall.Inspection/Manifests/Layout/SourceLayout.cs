using PackageWall.Inspection.Archives;

namespace PackageWall.Inspection.Manifests.Layout;

/// <summary>Tells source distributions from wheels by what is in them: the file name is not always at hand.</summary>
internal static class SourceLayout
{
    public static bool IsSource(ArchiveReading reading) =>
        reading.Format != "zip" || !reading.Entries.Any(entry => IsWheelInfo(entry.Path));

    private static bool IsWheelInfo(string path) =>
        path.IndexOf('/', StringComparison.Ordinal) is var slash and > 0
        && path[..slash].EndsWith(".dist-info", StringComparison.OrdinalIgnoreCase);
}
