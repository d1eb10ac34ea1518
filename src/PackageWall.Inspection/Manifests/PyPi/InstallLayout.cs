using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Manifests.Layout;

namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>
/// Maps the files of a wheel or source distribution to where they are installed. In wheels the <c>.data</c> folder holds schemes
/// (binary distribution format, "The .data directory"): a <c>.pth</c> put there is in site-packages afterwards like any other.
/// </summary>
internal sealed class InstallLayout
{
    private static readonly string[] SourceRoots = ["src/", "lib/", "python/", "source/"];

    private readonly Dictionary<string, List<string>> _bySite = new(StringComparer.Ordinal);

    private InstallLayout(IReadOnlyList<InstalledFile> files)
    {
        Files = files;
        foreach (InstalledFile file in files.Where(file => file.Place == InstallPlace.Site))
        {
            if (!_bySite.TryGetValue(file.Installed, out List<string>? paths))
            {
                _bySite[file.Installed] = paths = [];
            }

            paths.Add(file.Path);
        }
    }

    public IReadOnlyList<InstalledFile> Files { get; }

    public IEnumerable<InstalledFile> Site => Files.Where(file => file.Place == InstallPlace.Site);

    /// <summary>The files of the package that are installed as this path of site-packages; more than one when schemes collide.</summary>
    public IReadOnlyList<string> At(string installed) => _bySite.TryGetValue(installed, out List<string>? paths) ? paths : [];

    public static InstallLayout OfWheel(PackageTree tree, ManifestDraft draft)
    {
        var layout = new InstallLayout([.. tree.Files.Keys.Select(WheelFile)]);
        foreach ((string installed, List<string> paths) in layout._bySite.Where(pair => pair.Value.Count > 1))
        {
            draft.Report(ManifestAnomalies.Collision, AnomalySeverity.Reject, paths[1], $"Installed as '{installed}', as is '{paths[0]}'.");
        }

        return layout;
    }

    /// <summary>Source distributions say where their files go in code; the usual roots are all taken.</summary>
    public static InstallLayout OfSource(PackageTree tree) => new([.. tree.Files.Keys.Select(path =>
    {
        string? root = SourceRoots.FirstOrDefault(root => path.StartsWith(root, StringComparison.Ordinal) && !tree.Files.ContainsKey(root + "__init__.py"));
        return new InstalledFile(path, InstallPlace.Site, root is null ? path : path[root.Length..]);
    })]);

    private static InstalledFile WheelFile(string path)
    {
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        string top = slash < 0 ? "" : path[..slash];
        if (top.EndsWith(".dist-info", StringComparison.OrdinalIgnoreCase))
        {
            return new InstalledFile(path, InstallPlace.None, path);
        }

        if (!top.EndsWith(".data", StringComparison.OrdinalIgnoreCase))
        {
            return new InstalledFile(path, InstallPlace.Site, path);
        }

        string rest = path[(slash + 1)..];
        int second = rest.IndexOf('/', StringComparison.Ordinal);
        string inner = second < 0 ? rest : rest[(second + 1)..];
        return (second < 0 ? "" : rest[..second].ToLowerInvariant()) switch
        {
            "purelib" or "platlib" => new InstalledFile(path, InstallPlace.Site, inner),
            "scripts" => new InstalledFile(path, InstallPlace.Scripts, inner),
            "data" => InPrefix(path, inner),
            _ => new InstalledFile(path, InstallPlace.Prefix, inner),
        };
    }

    // The data scheme is the root of the environment, and site-packages lies below it.
    private static InstalledFile InPrefix(string path, string inner)
    {
        foreach (string folder in (string[])["site-packages/", "dist-packages/"])
        {
            int at = inner.IndexOf(folder, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                return new InstalledFile(path, InstallPlace.Site, inner[(at + folder.Length)..]);
            }
        }

        string first = inner.Split('/')[0];
        return first is "bin" or "Scripts" or "sbin"
            ? new InstalledFile(path, InstallPlace.Scripts, PackagePath.FileName(inner))
            : new InstalledFile(path, InstallPlace.Prefix, inner);
    }
}
