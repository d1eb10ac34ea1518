using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Packages;

namespace PackageWall.Inspection.Names;

/// <summary>
/// Finds wheels that install the top-level package of another, popular distribution: whoever imports <c>requests</c> afterwards gets
/// theirs. Variants that carry the name in their own (<c>tensorflow-cpu</c>) and popular distributions themselves are let be.
/// </summary>
internal static class ForeignPackages
{
    /// <summary>Names that everybody uses for folders, whoever registered them.</summary>
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "tests", "test", "testing", "docs", "doc", "examples", "example", "scripts", "script", "src", "build", "dist", "benchmarks", "tools", "utils", "util", "common", "config", "core", "data", "lib", "main", "app",
    };

    public static IEnumerable<Fact> Of(Artifact artifact, Manifest manifest, PackageTree tree)
    {
        string? info = artifact.Ecosystem == Ecosystem.PyPi ? tree.Files.Keys.FirstOrDefault(path => path.EndsWith(".dist-info/METADATA", StringComparison.Ordinal)) : null;
        PopularNames popular = PopularNames.Of(Ecosystem.PyPi);
        if (info is null || manifest.Name is not { } name || popular.Contains(name))
        {
            yield break;
        }

        string own = Plain(name);
        foreach (string path in tree.Files.Keys)
        {
            string site = Site(path);
            string? top = site.EndsWith("/__init__.py", StringComparison.Ordinal) && site.Count(c => c == '/') == 1 ? site[..site.IndexOf('/', StringComparison.Ordinal)]
                : site.EndsWith(".py", StringComparison.Ordinal) && !site.Contains('/', StringComparison.Ordinal) ? site[..^3]
                : null;
            if (top is null || Common.Contains(top) || top.Length < 3)
            {
                continue;
            }

            string plain = Plain(top);
            if (!own.Contains(plain, StringComparison.Ordinal) && !plain.Contains(own, StringComparison.Ordinal) && popular.Contains(top))
            {
                yield return new Fact { Name = "manifest.foreign-package", File = path, Value = top, Evidence = $"{name} installs {top}, which is another distribution's" };
            }
        }
    }

    private static string Site(string path)
    {
        int at = path.IndexOf(".data/", StringComparison.Ordinal);
        if (at < 0)
        {
            return path;
        }

        string rest = path[(at + 6)..];
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && rest[..slash] is "purelib" or "platlib" ? rest[(slash + 1)..] : path;
    }

    private static string Plain(string name) => name.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
}
