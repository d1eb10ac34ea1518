using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>Reads the <c>.dist-info</c> folder of a wheel: METADATA, RECORD, entry points (binary distribution format).</summary>
internal static class WheelManifest
{
    public static IReadOnlyList<string> InfoFolders(PackageTree tree) =>
        [.. tree.Files.Keys.Where(path => path.Contains('/', StringComparison.Ordinal)).Select(path => path[..path.IndexOf('/', StringComparison.Ordinal)])
            .Where(top => top.EndsWith(".dist-info", StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal)];

    public static void Read(ManifestDraft draft, InstallLayout layout, PyPiResolver resolver)
    {
        IReadOnlyList<string> folders = InfoFolders(draft.Tree);
        if (folders.Count != 1)
        {
            draft.Report(folders.Count == 0 ? ManifestAnomalies.Missing : ManifestAnomalies.Several, AnomalySeverity.Reject, "*.dist-info",
                folders.Count == 0 ? "There is no .dist-info folder." : $"There are {folders.Count} .dist-info folders: {string.Join(", ", folders)}.");
        }

        foreach (string folder in folders)
        {
            if (draft.Tree.Files.TryGetValue($"{folder}/METADATA", out PackageFile? metadata))
            {
                Metadata.Add(draft, metadata);
            }
            else
            {
                draft.Report(ManifestAnomalies.Missing, AnomalySeverity.Reject, $"{folder}/METADATA", "There is no METADATA.");
            }

            WheelRecord.Check(draft, folder);
            if (draft.Tree.Files.TryGetValue($"{folder}/entry_points.txt", out PackageFile? entryPoints))
            {
                PythonEntryPoints.Add(draft, entryPoints.Path, IniFile.Read(entryPoints.Content.Span), resolver);
            }
        }

        foreach (InstalledFile script in layout.Files.Where(file => file.Place == InstallPlace.Scripts))
        {
            draft.Enter("pypi.script", Context.Call, script.Path, script.Path);
            PythonEntryPoints.Shadow(draft, script.Path, 0, script.Installed);
        }
    }
}
