using System.Collections.Concurrent;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests.Json;
using PackageWall.Inspection.Manifests.Layout;

namespace PackageWall.Inspection.Manifests.Npm;

/// <summary>
/// Finds files as Node does (Node.js documentation, "Modules: all together") and a little more: extensions of TypeScript, programs
/// and files relative to the package root, where npm starts scripts, and to the file that names them.
/// </summary>
internal sealed class NpmResolver(PackageTree tree, IReadOnlyDictionary<string, NpmPackage> packages) : IReferenceResolver
{
    private static readonly string[] Extensions = ["", ".js", ".json", ".node", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx", ".wasm"];
    private static readonly string[] Indexes = ["index.js", "index.json", "index.node", "index.mjs", "index.cjs", "index.ts", "index.tsx", "index.jsx"];

    // The same few names are asked for from the same folders, when files are followed and when the graph is made.
    private readonly ConcurrentDictionary<(string Folder, string Target, bool IsImport), IReadOnlyList<string>> _known = new();

    // Most archives bring no packages of others: nothing is looked for where nothing can be.
    private readonly bool _hasPackages = tree.Files.Keys.Any(path => path.Contains("node_modules/", StringComparison.Ordinal));

    public IReadOnlyList<string> Resolve(string fromFile, Reference reference)
    {
        string target = Trim(reference.Target);
        if (target.Length is 0 or > 4096)
        {
            return [];
        }

        (string Folder, string Target, bool IsImport) asked = (PackagePath.Folder(fromFile), target, reference.Kind == ReferenceKind.Import);
        return _known.TryGetValue(asked, out IReadOnlyList<string>? known) ? known : _known[asked] = Find(asked.Folder, target, asked.IsImport);
    }

    private IReadOnlyList<string> Find(string folder, string target, bool isImport)
    {
        if (isImport)
        {
            return target[0] is '.' or '/' ? Module(folder, target) : target[0] == '#' ? Internal(folder, target) : Bare(folder, target);
        }

        // The working folder of a script is the root of its package; a program may also make paths from its own place.
        string root = Owner(folder)?.Folder ?? "";
        return [.. Module(folder, target).Concat(Module(root, target)).Concat(Module("", target)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A file, a file with an extension, or a folder with a main or an index.</summary>
    public IReadOnlyList<string> Module(string folder, string relative)
    {
        string? path = PackagePath.Combine(folder, relative.Split('?')[0]);
        if (path is null)
        {
            return [];
        }

        if (path.Length > 0 && File(path) is { } file)
        {
            return [file];
        }

        if (path != folder && packages.TryGetValue(path, out NpmPackage? package))
        {
            return Main(package);
        }

        string prefix = path.Length == 0 ? "" : path + "/";
        if (path.Length > 0 && path != folder && tree.Files.TryGetValue(prefix + "package.json", out PackageFile? manifest)
            && StrictJson.Read(manifest.Content).Root["main"]?.String is { Length: > 0 } main
            && PackagePath.Combine(path, main) is { } inner && (File(inner) ?? Index(inner + "/")) is { } found)
        {
            return [found];
        }

        return Index(prefix) is { } index ? [index] : [];
    }

    /// <summary>All files that a target with a star fits.</summary>
    public IReadOnlyList<string> Pattern(string folder, string pattern)
    {
        int star = pattern.IndexOf('*', StringComparison.Ordinal);
        string? before = PackagePath.Combine(folder, pattern[..star]);
        if (before is null)
        {
            return [];
        }

        // Combine drops a trailing slash; a pattern such as ./lib/* needs it back.
        before = star > 0 && pattern[star - 1] == '/' && before.Length > 0 ? before + "/" : before;
        string after = pattern[(star + 1)..].Replace("*", "", StringComparison.Ordinal);
        return [.. tree.Files.Keys.Where(path => path.Length >= before.Length + after.Length
            && path.StartsWith(before, StringComparison.Ordinal) && path.EndsWith(after, StringComparison.Ordinal))];
    }

    private static string Trim(string? target)
    {
        string text = (target ?? "").Trim().Replace('\\', '/');
        return text.StartsWith("file://", StringComparison.Ordinal) ? text["file://".Length..] : text;
    }

    private string? File(string path)
    {
        foreach (string extension in Extensions)
        {
            if (tree.Files.ContainsKey(path + extension))
            {
                return path + extension;
            }
        }

        // A TypeScript source imports ./x.js and means ./x.ts.
        return path.EndsWith(".js", StringComparison.Ordinal) && tree.Files.ContainsKey(path[..^3] + ".ts") ? path[..^3] + ".ts" : null;
    }

    private string? Index(string prefix) => Indexes.Select(name => prefix + name).FirstOrDefault(tree.Files.ContainsKey);

    private NpmPackage? Owner(string folder)
    {
        for (string at = folder; ; at = PackagePath.Folder(at))
        {
            if (packages.TryGetValue(at, out NpmPackage? package) || at.Length == 0)
            {
                return package;
            }
        }
    }

    private List<string> Main(NpmPackage package)
    {
        var found = new List<string>();
        if (package.Json["main"]?.String is { Length: > 0 } main && PackagePath.Combine(package.Folder, main) is { } path
            && (File(path) ?? Index(path + "/")) is { } file)
        {
            found.Add(file);
        }
        else if (Index(package.Folder + "/") is { } index)
        {
            found.Add(index);
        }

        found.AddRange(Mapped(package, "exports", "."));
        return found;
    }

    // All conditions of a subpath: which one counts is the runtime's choice.
    private IEnumerable<string> Mapped(NpmPackage package, string field, string subpath)
    {
        JsonValue? map = package.Json[field];
        if (map is null)
        {
            return [];
        }

        bool hasSubpaths = map.Members.Any(member => member.Name.StartsWith('.') || member.Name.StartsWith('#'));
        IEnumerable<(JsonValue Value, string Star)> values = !hasSubpaths ? subpath == "." ? [(map, "")] : []
            : map.Members.Select(member => (member.Value, Star: StarOf(member.Name, subpath)!)).Where(member => member.Star is not null);
        return values.SelectMany(value => value.Value.Strings().Select(target => target.Value.Text!.Replace("*", value.Star, StringComparison.Ordinal)))
            .SelectMany(target => Module(package.Folder, target));
    }

    /// <summary>What the star of a pattern stands for in a subpath, empty where there is none; null when it does not fit.</summary>
    private static string? StarOf(string pattern, string subpath)
    {
        int star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return pattern == subpath ? "" : null;
        }

        string after = pattern[(star + 1)..];
        return subpath.Length > star + after.Length && subpath.StartsWith(pattern[..star], StringComparison.Ordinal) && subpath.EndsWith(after, StringComparison.Ordinal)
            ? subpath[star..^after.Length]
            : null;
    }

    private IReadOnlyList<string> Internal(string folder, string target) =>
        Owner(folder) is { } owner ? [.. Mapped(owner, "imports", target).Distinct(StringComparer.Ordinal)] : [];

    private IReadOnlyList<string> Bare(string folder, string target)
    {
        string[] parts = target.Split('/');
        int nameParts = target.StartsWith('@') ? 2 : 1;
        string name = string.Join('/', parts.Take(nameParts));
        string rest = string.Join('/', parts.Skip(nameParts));
        string subpath = rest.Length == 0 ? "." : "./" + rest;
        if (Owner(folder) is { } owner && owner.Json["name"]?.String == name)
        {
            return [.. (rest.Length == 0 ? Main(owner) : Module(owner.Folder, rest)).Concat(Mapped(owner, "exports", subpath)).Distinct(StringComparer.Ordinal)];
        }

        for (string at = folder; ; at = PackagePath.Folder(at))
        {
            string candidate = $"{(at.Length == 0 ? "" : at + "/")}node_modules/{name}";
            if (packages.TryGetValue(candidate, out NpmPackage? package))
            {
                return [.. (rest.Length == 0 ? Main(package) : Module(candidate, rest)).Concat(Mapped(package, "exports", subpath)).Distinct(StringComparer.Ordinal)];
            }

            if (_hasPackages && Module(candidate, rest) is { Count: > 0 } loose)
            {
                return loose;
            }

            if (at.Length == 0)
            {
                return [];
            }
        }
    }
}
