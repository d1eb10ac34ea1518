using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Manifests.Layout;
using PackageWall.Inspection.Reachability;
using PackageWall.Packages;

namespace PackageWall.Inspection.Names;

/// <summary>
/// Says whether anything in a package names a dependency. Generous: any text that holds the name counts, since tools are named in settings
/// and plugins by half their names; so a "no" means something.
/// </summary>
internal sealed class ImportSearch
{
    private static readonly HashSet<string> Code = new(StringComparer.Ordinal) { Language.JavaScript, Language.Python, Language.Shell, Language.Gyp };

    private static readonly string[] NotCode = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "METADATA", "PKG-INFO", "RECORD", "requires.txt", "requirements.txt", "pyproject.toml", "setup.cfg", "setup.py"];

    // Tools add these by themselves to the names that settings give.
    private static readonly string[] Prefixes =
        ["eslint-plugin-", "eslint-config-", "babel-plugin-", "babel-preset-", "postcss-", "stylelint-", "prettier-plugin-", "remark-", "rehype-", "gulp-", "grunt-", "karma-", "metalsmith-", "@types/", "python-", "py-", "django-", "types-"];

    private readonly Ecosystem _ecosystem;
    private readonly List<byte[]> _texts = [];
    private readonly List<string> _assemblies = [];

    public ImportSearch(Ecosystem ecosystem, PackageTree tree, IReadOnlyList<ReadFile> files)
    {
        _ecosystem = ecosystem;
        if (ecosystem == Ecosystem.NuGet)
        {
            _assemblies = [.. files.Where(file => file.Language == Language.DotNet).SelectMany(file => file.Facts.References)
                .Where(reference => reference.Kind == ReferenceKind.Import).Select(reference => reference.Target).OfType<string>()
                .Select(target => target.EndsWith(".dll", StringComparison.Ordinal) ? target[..^4] : target).Distinct(StringComparer.OrdinalIgnoreCase)];
            HasCode = _assemblies.Count > 0;
            return;
        }

        foreach (PackageFile file in tree.Files.Values)
        {
            HasCode |= Code.Contains(file.Language);
            string name = PackagePath.FileName(file.Path);
            if (!NotCode.Contains(name) && !name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".map", StringComparison.OrdinalIgnoreCase) && name != "package.json")
            {
                _texts.Add(Lower(file.Content.Span));
            }
            else if (name == "package.json" && file.Path == "package.json")
            {
                Manifest = Encoding.UTF8.GetString(file.Content.Span);
            }
        }
    }

    /// <summary>Whether there is code at all: a package of nothing but dependencies imports none of them.</summary>
    public bool HasCode { get; }

    private string Manifest { get; } = "";

    /// <summary>Whether anything names it.</summary>
    public bool IsNamed(string dependency) => _ecosystem == Ecosystem.NuGet
        ? _assemblies.Exists(assembly => Share(assembly, dependency))
        : Spellings(dependency.ToLowerInvariant()).Any(spelling => IsInText(spelling)) || Manifest.Split($"\"{dependency}\"").Length > 2;

    // An id and the assemblies in it mostly begin alike.
    private static bool Share(string assembly, string id) =>
        assembly.StartsWith(id, StringComparison.OrdinalIgnoreCase) || id.StartsWith(assembly, StringComparison.OrdinalIgnoreCase)
        || assembly.Split('.')[0].Equals(id.Split('.')[0], StringComparison.OrdinalIgnoreCase);

    private static byte[] Lower(ReadOnlySpan<byte> content)
    {
        byte[] lower = new byte[content.Length];
        for (int i = 0; i < content.Length; i++)
        {
            lower[i] = content[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(content[i] | 0x20) : content[i];
        }

        return lower;
    }

    private IEnumerable<string> Spellings(string name)
    {
        yield return name;
        if (Array.Find(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } known && name.Length > known.Length + 2)
        {
            yield return name[known.Length..].Replace('-', '_');
            yield return name[known.Length..];
        }

        if (_ecosystem == Ecosystem.PyPi)
        {
            yield return name.Replace('-', '_').Replace('.', '_');
            yield return name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
            yield return name.Replace('-', '.');
        }
    }

    private bool IsInText(string spelling)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(spelling);
        return _texts.Exists(text => text.AsSpan().IndexOf(bytes) >= 0);
    }
}
