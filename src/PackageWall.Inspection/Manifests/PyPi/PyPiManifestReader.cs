using PackageWall.Inspection.Archives;
using PackageWall.Packages;

namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>Reads what a Python distribution declares: a wheel is unpacked, a source distribution runs its build while it is installed.</summary>
internal static class PyPiManifestReader
{
    public static Manifest Read(string fileName, PackageTree tree)
    {
        var draft = new ManifestDraft(tree);
        bool isWheel = fileName.EndsWith(".whl", StringComparison.OrdinalIgnoreCase)
            || (!fileName.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) && WheelManifest.InfoFolders(tree).Count > 0);
        InstallLayout layout = isWheel ? InstallLayout.OfWheel(tree, draft) : InstallLayout.OfSource(tree);
        var resolver = new PyPiResolver(tree, layout);
        if (isWheel)
        {
            WheelManifest.Read(draft, layout, resolver);
        }
        else
        {
            SourceManifest.Read(draft, resolver);
        }

        StartupFiles.Add(draft, layout, resolver, isWheel);
        PythonModules.Add(draft, layout, isWheel);
        CompareName(draft, fileName);
        return draft.Finish(Ecosystem.PyPi, resolver);
    }

    // name-version-tags.whl and name-version.tar.gz: the name inside must be the one asked for.
    private static void CompareName(ManifestDraft draft, string fileName)
    {
        if (draft.Name is null)
        {
            return;
        }

        string[] parts = fileName.Split('-');
        string stem = fileName.EndsWith(".whl", StringComparison.OrdinalIgnoreCase) || parts.Length < 2 ? parts[0] : string.Join('-', parts[..^1]);
        if (PackageName.TryParse(Ecosystem.PyPi, stem, out PackageName? outside)
            && (!PackageName.TryParse(Ecosystem.PyPi, draft.Name, out PackageName? inside) || inside != outside))
        {
            draft.Report(ManifestAnomalies.Name, AnomalySeverity.Hold, fileName, $"The file is named for '{stem}', its metadata says '{draft.Name}'.");
            draft.Add("manifest.confused", fileName, 0, $"{stem} is {draft.Name} inside", draft.Name);
        }
    }
}
