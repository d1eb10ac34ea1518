using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests.Layout;

namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>
/// Finds files as Python's import does (packages with their parents, extension modules, compiled files, folders that a <c>.pth</c>
/// adds) and programs and data relative to the file that names them, its packages above, and the root.
/// </summary>
internal sealed class PyPiResolver : IReferenceResolver
{
    private readonly PackageTree _tree;
    private readonly InstallLayout _layout;
    private readonly List<string> _packed;
    private readonly List<string> _roots = [""];
    private readonly Dictionary<string, string> _installed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _natives = new(StringComparer.Ordinal);

    public PyPiResolver(PackageTree tree, InstallLayout layout)
    {
        (_tree, _layout) = (tree, layout);
        _packed = [.. tree.Files.Keys.Where(path => path.Contains("!/", StringComparison.Ordinal) && path.EndsWith(".py", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        foreach (InstalledFile file in layout.Site)
        {
            _installed[file.Path] = file.Installed;
            if (file.Installed.EndsWith(".so", StringComparison.OrdinalIgnoreCase) || file.Installed.EndsWith(".pyd", StringComparison.OrdinalIgnoreCase))
            {
                string stem = file.Installed[..(file.Installed.LastIndexOf('/') + 1)] + PackagePath.FileName(file.Installed).Split('.')[0];
                (_natives.TryGetValue(stem, out List<string>? list) ? list : _natives[stem] = []).Add(file.Path);
            }

            if (file.Installed.EndsWith(".pth", StringComparison.OrdinalIgnoreCase) && !file.Installed.Contains('/', StringComparison.Ordinal))
            {
                AddRoots(tree.Files[file.Path]);
            }
        }
    }

    public IReadOnlyList<string> Resolve(string fromFile, Reference reference)
    {
        string target = (reference.Target ?? "").Trim();
        if (target.Length is 0 or > 4096)
        {
            return [];
        }

        // runpy.run_path("data/app.pyz") names a file and no module.
        IEnumerable<string> found = reference.Kind == ReferenceKind.Import && !target.Contains('/', StringComparison.Ordinal)
            ? Import(fromFile, target)
            : Paths(fromFile, target).Concat(reference.Kind == ReferenceKind.Spawn && !target.AsSpan().ContainsAny('/', '\\') ? Run(fromFile, target) : []);
        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The module, then the packages above it: all of them run when it is imported. Empty when it is not of this package.</summary>
    public IReadOnlyList<string> Module(string module)
    {
        if (module.Length == 0 || module.StartsWith('.'))
        {
            return [];
        }

        string path = module.Replace('.', '/');
        foreach (string root in _roots)
        {
            if (Find(root + path) is { Count: > 0 } found)
            {
                return [.. found.Concat(Parents(root, path)).Distinct(StringComparer.Ordinal)];
            }
        }

        return [];
    }

    /// <summary>A module of an archive in the package, as it is found once somebody puts the archive on the path.</summary>
    private List<string> Packed(string module)
    {
        string path = "!/" + module.Replace('.', '/');
        return [.. _packed.Where(file => file.EndsWith(path + ".py", StringComparison.Ordinal) || file.EndsWith(path + "/__init__.py", StringComparison.Ordinal))];
    }

    private void AddRoots(PackageFile pth)
    {
        foreach (ReadOnlySpan<char> line in Encoding.UTF8.GetString(pth.Content.Span).AsSpan().EnumerateLines())
        {
            string text = line.Trim().ToString();
            if (text.Length is > 0 and < 256 && _roots.Count < 32 && !text.StartsWith("import", StringComparison.Ordinal)
                && PackagePath.Combine("", text) is { Length: > 0 } folder)
            {
                _roots.Add(folder + "/");
            }
        }
    }

    private IEnumerable<string> Import(string fromFile, string target)
    {
        string installed = _installed.GetValueOrDefault(fromFile, fromFile);
        string folder = PackagePath.Folder(installed);
        if (target.StartsWith('.'))
        {
            int dots = target.Length - target.TrimStart('.').Length;
            string at = folder;
            for (int i = 1; i < dots; i++)
            {
                at = PackagePath.Folder(at);
            }

            return Chain("", $"{at}/{target[dots..]}");
        }

        // The folder of a script that is started comes before everything else on the search path.
        List<string> found = [.. Chain("", target), .. _roots.Skip(1).SelectMany(root => Chain(root, target)), .. folder.Length == 0 ? [] : Chain(folder + "/", target)];
        return found.Count > 0 ? found : Packed(target);
    }

    // "from a.b import c" may be written as a.b.c: the longest part that is a module counts, and every package on the way runs.
    private IEnumerable<string> Chain(string root, string module)
    {
        string path = module.Replace('.', '/').Trim('/');
        if (path.Length == 0)
        {
            return Find(root.TrimEnd('/') + "/__init__");
        }

        for (string at = path; at.Length > 0; at = PackagePath.Folder(at))
        {
            if (Find(root + at) is { Count: > 0 } found)
            {
                return found.Concat(Parents(root, at));
            }
        }

        return [];
    }

    private IEnumerable<string> Parents(string root, string path)
    {
        for (string at = PackagePath.Folder(path); at.Length > 0; at = PackagePath.Folder(at))
        {
            foreach (string file in _layout.At($"{root}{at}/__init__.py"))
            {
                yield return file;
            }
        }
    }

    private List<string> Find(string stem)
    {
        var found = new List<string>();
        string clean = stem.TrimStart('/');
        foreach (string suffix in (string[])[".py", "/__init__.py", ".pyw", ".pyc", "/__init__.pyc"])
        {
            found.AddRange(_layout.At(clean + suffix));
        }

        found.AddRange(_natives.GetValueOrDefault(clean) ?? []);
        found.AddRange(_natives.GetValueOrDefault(clean + "/__init__") ?? []);
        return found;
    }

    // python -m package, or a script by its name.
    private IEnumerable<string> Run(string fromFile, string target) =>
        Import(fromFile, target.EndsWith(".py", StringComparison.Ordinal) ? target[..^3] : target).Concat(Import(fromFile, target + ".__main__"));

    private IEnumerable<string> Paths(string fromFile, string target)
    {
        string relative = target.Replace('\\', '/').TrimStart('/');
        for (string folder = PackagePath.Folder(fromFile); ; folder = PackagePath.Folder(folder))
        {
            if (PackagePath.Combine(folder, relative) is { Length: > 0 } path && _tree.Files.ContainsKey(path))
            {
                yield return path;
            }

            if (folder.Length == 0)
            {
                break;
            }
        }

        foreach (string path in _layout.At(PackagePath.Clean(relative)))
        {
            yield return path;
        }
    }
}
