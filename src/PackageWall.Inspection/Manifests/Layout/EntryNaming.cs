using PackageWall.Inspection.Archives;
using PackageWall.Packages;

namespace PackageWall.Inspection.Manifests.Layout;

/// <summary>
/// Where the installer puts an entry. npm takes the first segment of every name off (<c>strip: 1</c>), pip takes one common top
/// folder off a source distribution, NuGet undoes percent escapes in part names (Open Packaging Conventions), wheels go as they are.
/// </summary>
internal sealed class EntryNaming
{
    private readonly Ecosystem _ecosystem;
    private readonly bool _strip;
    private readonly List<ArchiveAnomaly> _anomalies;

    private EntryNaming(Ecosystem ecosystem, bool strip, List<ArchiveAnomaly> anomalies) =>
        (_ecosystem, _strip, _anomalies) = (ecosystem, strip, anomalies);

    public static EntryNaming For(Ecosystem ecosystem, ArchiveReading reading, bool isSource, List<ArchiveAnomaly> anomalies)
    {
        if (ecosystem != Ecosystem.Npm && !isSource)
        {
            return new EntryNaming(ecosystem, false, anomalies);
        }

        var tops = reading.Entries.Where(entry => entry.Kind != ArchiveEntryKind.Directory).Select(entry => Top(entry.Path)).ToHashSet(StringComparer.Ordinal);
        if (tops.Count > 1)
        {
            string list = string.Join(", ", tops.Order(StringComparer.Ordinal).Take(5).Select(top => top.Length == 0 ? "(none)" : top));
            string detail = ecosystem == Ecosystem.Npm
                ? $"{tops.Count} top folders are laid over each other: {list}."
                : $"{tops.Count} top folders where a source distribution has one: {list}.";
            anomalies.Add(LayoutAnomalies.Of(LayoutAnomalies.SeveralTops, AnomalySeverity.Hold, null, detail));
        }

        return new EntryNaming(ecosystem, ecosystem == Ecosystem.Npm || tops.Count == 1, anomalies);
    }

    /// <summary>The path in the tree; null for entries that are no more than the top folder itself.</summary>
    public string? Place(ArchiveEntry entry)
    {
        string path = _ecosystem == Ecosystem.NuGet ? Unescape(entry.Path) : entry.Path;
        if (_strip)
        {
            int slash = path.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0 && entry.Kind == ArchiveEntryKind.File)
            {
                // npm leaves such a file out, pnpm keeps it.
                _anomalies.Add(LayoutAnomalies.Of(LayoutAnomalies.NoTop, AnomalySeverity.Hold, entry.Path, "A file beside the top folder: some installers keep it, some do not.", entry.Offset));
            }

            path = path[(slash + 1)..];
        }

        path = PackagePath.Clean(path);
        return path.Length == 0 ? null : path;
    }

    private static string Top(string path) => path.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? path[..slash] : "";

    private static string Unescape(string path) => path.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(path) : path;
}
