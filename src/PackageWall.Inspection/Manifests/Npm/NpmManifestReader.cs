using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Manifests.Layout;
using PackageWall.Packages;

namespace PackageWall.Inspection.Manifests.Npm;

/// <summary>
/// Reads what an npm tarball declares: its own <c>package.json</c> and those of the packages bundled in its <c>node_modules</c>,
/// which npm installs and whose scripts it runs like any other's.
/// </summary>
internal static class NpmManifestReader
{
    private static readonly string[] ClientConfigurations =
        [".npmrc", ".yarnrc", ".yarnrc.yml", ".pnpmfile.cjs", ".pnpmfile.mjs", "pnpmfile.js", "pnpm-workspace.yaml", "bunfig.toml"];

    public static Manifest Read(PackageTree tree)
    {
        var draft = new ManifestDraft(tree);
        var packages = new Dictionary<string, NpmPackage>(StringComparer.Ordinal);
        if (tree.Files.TryGetValue("package.json", out PackageFile? file))
        {
            NpmPackage root = NpmPackage.Read(draft, file, "");
            (draft.Name, draft.Version) = (root.Json["name"]?.String, root.Json["version"]?.String);
            packages[""] = root;
        }
        else
        {
            draft.Report(ManifestAnomalies.Missing, AnomalySeverity.Reject, "package.json", "There is no package.json at the root.");
        }

        foreach (PackageFile inner in tree.Files.Values.Where(candidate => IsBundled(candidate.Path)))
        {
            packages[PackagePath.Folder(inner.Path)] = NpmPackage.Read(draft, inner, PackagePath.Folder(inner.Path));
        }

        var resolver = new NpmResolver(tree, packages);
        bool bundles = packages.TryGetValue("", out NpmPackage? top) && top.Bundles;
        foreach ((string folder, NpmPackage package) in packages)
        {
            // Without a bundle list npm leaves a node_modules folder alone: its files are there to be required, its scripts do not run.
            NpmEntryPoints.Add(draft, package, resolver, runsScripts: folder.Length == 0 || bundles);
            NpmDependencies.Add(draft, package, isRoot: folder.Length == 0);
        }

        foreach (string name in ClientConfigurations.Where(tree.Files.ContainsKey))
        {
            draft.Add("manifest.client-config", name, 1, $"{name} inside the package", name);
        }

        NpmShrinkwrap.Add(draft);
        return draft.Finish(Ecosystem.Npm, resolver);
    }

    /// <summary>Whether a path is <c>node_modules/name/package.json</c>, from the root down through node_modules alone.</summary>
    private static bool IsBundled(string path)
    {
        if (!path.EndsWith("/package.json", StringComparison.Ordinal) || !path.StartsWith("node_modules/", StringComparison.Ordinal))
        {
            return false;
        }

        string[] parts = path.Split('/');
        int i = 0;
        while (i < parts.Length - 1)
        {
            if (parts[i] != "node_modules" || i + 1 >= parts.Length - 1)
            {
                return false;
            }

            i += parts[i + 1].StartsWith('@') ? 3 : 2;
        }

        return i == parts.Length - 1;
    }
}
