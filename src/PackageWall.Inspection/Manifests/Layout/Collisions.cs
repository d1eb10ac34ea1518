using PackageWall.Inspection.Archives;
using PackageWall.Packages;

namespace PackageWall.Inspection.Manifests.Layout;

/// <summary>Finds names that are two here and one on another file system: case, composed letters, a file where another needs a folder, links over files.</summary>
internal static class Collisions
{
    public static void Check(PackageTreeBuilder.Layout layout, Ecosystem ecosystem, bool isSource)
    {
        var seen = new Dictionary<string, PackageFile>(StringComparer.Ordinal);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (PackageFile file in layout.Files.Values)
        {
            string key = PackagePath.FoldKey(file.Path);
            for (string folder = PackagePath.Folder(key); folder.Length > 0 && folders.Add(folder);)
            {
                folder = PackagePath.Folder(folder);
            }

            if (seen.TryGetValue(key, out PackageFile? other))
            {
                // The same bytes under both names are harmless whichever stays.
                AnomalySeverity severity = other.Sha256 == file.Sha256 ? AnomalySeverity.Note : isSource ? AnomalySeverity.Hold : AnomalySeverity.Reject;
                layout.Anomalies.Add(LayoutAnomalies.Of(LayoutAnomalies.FoldsTogether, severity, file.Path, $"'{other.Path}' and '{file.Path}' are one file on file systems that fold names."));
            }
            else
            {
                seen[key] = file;
            }
        }

        foreach ((string key, PackageFile file) in seen)
        {
            if (folders.Contains(key))
            {
                layout.Anomalies.Add(LayoutAnomalies.Of(LayoutAnomalies.FileAndFolder, AnomalySeverity.Reject, file.Path, $"'{file.Path}' is a file and a folder."));
            }
        }

        foreach ((string path, ArchiveEntry entry) in layout.Links)
        {
            string key = PackagePath.FoldKey(path);
            if (seen.ContainsKey(key) || folders.Contains(key))
            {
                layout.Report(LayoutAnomalies.Duplicate, AnomalySeverity.Reject, entry, $"A link stands where {ecosystem.Name()} also puts a file or folder: '{path}'.");
            }
        }
    }
}
