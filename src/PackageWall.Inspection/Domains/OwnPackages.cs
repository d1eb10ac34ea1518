using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reachability;

namespace PackageWall.Inspection.Domains;

/// <summary>
/// Tells the packages of the same owner from those of others, where code installs or writes one: <c>@owner/core</c> falls back to
/// <c>@owner/wasm</c> at its own version. Only whoever owns a scope publishes in it; and what is among the optional dependencies anyway is
/// installed and inspected anyway. Such facts are called <c>execute.install.own</c> and <c>persist.node-modules.own</c>.
/// </summary>
internal sealed class OwnPackages(Manifest manifest)
{
    // Of a name that npm takes, without the underscore: that is how a command line shows what could not be folded.
    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-./@");

    // Flags that say how to install, and neither what nor from where.
    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal)
    {
        "--no-save", "--save-exact", "--prefer-offline", "--no-audit", "--no-fund", "--progress=false", "--no-progress", "--silent", "--ignore-scripts", "--no-package-lock",
        "--loglevel=error", "--loglevel=silent", "--loglevel=warn", "--no-optional", "--include=optional",
    };

    private readonly string? _scope = ScopeOf(manifest.Name ?? "");

    private readonly HashSet<string> _optional = [.. manifest.Dependencies
        .Where(dependency => dependency is { Group: "optional", IsFromRegistry: true } && dependency.Specification == manifest.Version)
        .Select(dependency => dependency.Name)];

    /// <summary>The file with such facts named for what they are.</summary>
    public ReadFile Mark(ReadFile file)
    {
        if (manifest.Name is null || manifest.Version is null || (_scope is null && _optional.Count == 0) || !file.Facts.Facts.Any(IsOwn))
        {
            return file;
        }

        return file with { Facts = file.Facts with { Facts = [.. file.Facts.Facts.Select(fact => IsOwn(fact) ? fact with { Name = fact.Name + ".own" } : fact)] } };
    }

    private bool IsOwn(Fact fact) => fact.Name switch
    {
        "execute.install" => fact.Value is { } command && InstallsOwn(command),
        "persist.node-modules" => fact.Value is { } path && WritesOwn(path),
        _ => false,
    };

    /// <summary><c>npm install [flags] name@version</c> with one name, and nothing behind it.</summary>
    private bool InstallsOwn(string command)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["npm", "install" or "i", ..])
        {
            return false;
        }

        string[] packages = [.. words.Skip(2).Where(word => !word.StartsWith('-'))];
        return packages.Length == 1 && words.Skip(2).All(word => !word.StartsWith('-') || Flags.Contains(word)) && IsOwnAtOwnVersion(packages[0]);
    }

    private bool IsOwnAtOwnVersion(string package)
    {
        int at = package.LastIndexOf('@');
        string name = at > 0 ? package[..at] : "";
        string version = at > 0 ? package[(at + 1)..] : "";

        // What could not be folded could hold anything, a blank and another name too.
        return version == manifest.Version && IsWhole(name) && (_optional.Contains(name) || IsOfScope(name));
    }

    private bool WritesOwn(string path)
    {
        const string Folder = "node_modules/";
        int at = path.LastIndexOf(Folder, StringComparison.Ordinal);
        string[] parts = at < 0 ? [] : path[(at + Folder.Length)..].Split('/');
        return parts is [['@', ..], _, ..] && !parts.Contains("..") && IsWhole(parts[0] + parts[1]) && IsOfScope($"{parts[0]}/{parts[1]}");
    }

    private bool IsOfScope(string name) => _scope is not null && ScopeOf(name) == _scope;

    private static bool IsWhole(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Letters);

    /// <summary><c>@owner/</c>, or null.</summary>
    private static string? ScopeOf(string name) => name.StartsWith('@') && name.IndexOf('/', StringComparison.Ordinal) is > 1 and int slash ? name[..(slash + 1)] : null;
}
