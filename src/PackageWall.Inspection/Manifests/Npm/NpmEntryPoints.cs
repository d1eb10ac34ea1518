using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests.Json;
using PackageWall.Inspection.Manifests.Layout;

namespace PackageWall.Inspection.Manifests.Npm;

/// <summary>What of an npm package is imported, and which commands it installs. What its scripts run is in <see cref="NpmScripts"/>.</summary>
internal static class NpmEntryPoints
{
    private static readonly string[] Assets =
        [".css", ".scss", ".sass", ".less", ".styl", ".html", ".svg", ".md", ".txt", ".vue", ".svelte", ".astro", ".graphql", ".yaml", ".yml", ".toml", ".xml", ".map", ".d.ts", ".d.mts", ".d.cts"];

    private static readonly string[] ShellEndings = [".sh", ".bash", ".zsh", ".ps1", ".bat", ".cmd"];

    private const int MaxPatterns = 1000;

    private static readonly string[] MainFields = ["main", "module", "jsnext:main", "es2015", "react-native", "source", "svelte"];

    public static void Add(ManifestDraft draft, NpmPackage package, NpmResolver resolver, bool runsScripts)
    {
        NpmScripts.Add(draft, package, runsScripts);
        AddMains(draft, package, resolver);
        AddMaps(draft, package, resolver);
        AddCommands(draft, package, resolver);
        AddNatives(draft, package);
        foreach (string field in (string[])["homepage", "repository", "bugs", "author", "funding"])
        {
            JsonValue? value = package.Json[field];
            draft.AddHost(package.Folder.Length > 0 ? null : value?.String ?? value?["url"]?.String);
        }
    }

    private static void AddMains(ManifestDraft draft, NpmPackage package, NpmResolver resolver)
    {
        foreach (string field in MainFields)
        {
            if (package.Json[field] is { IsString: true } value)
            {
                EnterAll(draft, package, "npm.main", value, resolver.Module(package.Folder, value.Text!), isScript: field is "main" or "module" || !IsAsset(value.Text!), build: field switch
                {
                    "main" => new BuildOf($"{package.Folder} main", "require"),
                    "module" or "jsnext:main" or "es2015" => new BuildOf($"{package.Folder} main", "import"),
                    _ => null,
                });
            }
        }

        // An index file is what a missing or empty main means; Node takes it also where main names nothing that is there.
        if (resolver.Module(package.Folder, package.Json["main"]?.String ?? "").Count == 0 || package.Json["main"] is null)
        {
            EnterAll(draft, package, "npm.main", package.Json, resolver.Module(package.Folder, ""), isScript: true);
        }

        foreach (string types in (string[])["types", "typings"])
        {
            if (package.Json[types] is { IsString: true } value && !value.Text!.EndsWith(".d.ts", StringComparison.Ordinal))
            {
                EnterAll(draft, package, "npm.types", value, resolver.Module(package.Folder, value.Text));
            }
        }
    }

    private static void AddMaps(ManifestDraft draft, NpmPackage package, NpmResolver resolver)
    {
        int patterns = 0;
        foreach (string field in (string[])["exports", "imports", "browser"])
        {
            foreach ((string path, JsonValue value) in package.Json[field]?.Strings() ?? [])
            {
                patterns += value.Text!.Contains('*', StringComparison.Ordinal) ? 1 : 0;
                if (patterns > MaxPatterns)
                {
                    draft.Report(ManifestAnomalies.OverBudget, AnomalySeverity.Hold, package.File, $"More than {MaxPatterns} patterns in {field}.");
                    return;
                }

                bool isStar = value.Text.Contains('*', StringComparison.Ordinal);
                IReadOnlyList<string> targets = isStar
                    ? resolver.Pattern(package.Folder, value.Text).Where(target => !IsTestOfStar(package, value.Text, target)).ToList()
                    : resolver.Module(package.Folder, value.Text);
                EnterAll(draft, package, $"npm.{field}", value, targets.Where(target => !target.EndsWith(".d.ts", StringComparison.Ordinal)), build: field == "exports" ? BuildAt(package, path) : null,
                    isScript: !IsForAssets(path) && (field == "exports" || !IsAsset(value.Text)), isOffered: isStar);
            }
        }
    }

    private static void AddCommands(ManifestDraft draft, NpmPackage package, NpmResolver resolver)
    {
        var commands = new List<(string Name, JsonValue Target)>();
        if (package.Json["bin"] is { IsString: true } single)
        {
            string name = package.Json["name"]?.String ?? "";
            commands.Add((name[(name.LastIndexOf('/') + 1)..], single));
        }

        commands.AddRange((package.Json["bin"]?.Members ?? []).Select(member => (member.Name, member.Value)));
        foreach ((string name, JsonValue target) in commands)
        {
            EnterAll(draft, package, "npm.bin", target, resolver.Module(package.Folder, target.String ?? ""), Context.Call);
            Shadow(draft, package, name, target.Line);
        }

        if (package.Json["bin"] is null && package.Json["directories"]?["bin"] is { IsString: true } folder
            && PackagePath.Combine(package.Folder, folder.Text!) is { } prefix)
        {
            foreach (string path in draft.Tree.Files.Keys.Where(path => path.StartsWith(prefix + "/", StringComparison.Ordinal)))
            {
                draft.Enter("npm.bin", Context.Call, package.File, path, folder.Line);
                Shadow(draft, package, PackagePath.FileName(path), folder.Line);
            }
        }
    }

    private static void Shadow(ManifestDraft draft, NpmPackage package, string command, int line)
    {
        if (SystemCommands.StandsIn(command, package.Json["name"]?.String))
        {
            draft.Add("manifest.system-command", package.File, line, $"bin {command}", command, Context.Call);
        }
    }

    // Loaders such as node-gyp-build pick one of these by platform at run time. A script of the same name comes before it when Node is asked for
    // that name, so that nothing stands in its place (Python has it the other way round).
    private static void AddNatives(ManifestDraft draft, NpmPackage package)
    {
        if (package.Folder.Length > 0)
        {
            return;
        }

        foreach (PackageFile file in draft.Tree.Files.Values)
        {
            if (file.Path.EndsWith(".node", StringComparison.OrdinalIgnoreCase) && !PackagePath.IsDormant(file.Path))
            {
                draft.Enter("npm.native", Context.Import, package.File, file.Path);
            }
        }
    }

    private static void EnterAll(ManifestDraft draft, NpmPackage package, string kind, JsonValue at, IEnumerable<string> targets, Context context = Context.Import, BuildOf? build = null, bool isScript = false, bool isOffered = false)
    {
        foreach (string target in targets)
        {
            draft.Enter(new EntryPoint { Kind = kind, Context = context, DeclaredIn = package.File, Target = target, Line = at.Line, Build = build, IsOffered = isOffered, RunAs = isScript ? Languages.Language.JavaScript : null });
        }
    }

    // "./*" lets everything be imported that is there, as without a map. Nobody writes the path of a test, an example or a script of a shell; what is
    // named in full counts.
    private static bool IsTestOfStar(NpmPackage package, string pattern, string target) =>
        PackagePath.Combine(package.Folder, pattern[..pattern.IndexOf('*', StringComparison.Ordinal)]) is { } before
        && (PackagePath.IsDormant(target[before.Length..]) || Array.Exists(ShellEndings, ending => target.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    // "./style.css" and "./themes/*": who asks for it by such a name asks for no script. A condition that only bundlers know likewise.
    private static bool IsForAssets(string path) => path.Split('/').Any(name => IsAsset(name) || name.Contains('*', StringComparison.Ordinal) || name is "sass" or "style" or "svelte" or "types");

    // Styles, texts, pictures: offered to bundlers and to people.
    private static bool IsAsset(string path) => Assets.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    // "./sub/node/require/default" in a map: the condition that only chooses between module systems tells the twins apart, the others
    // and the path say what they are twins of.
    private static BuildOf? BuildAt(NpmPackage package, string path)
    {
        string[] names = path.Split('/');
        string? build = Array.Find(names, name => name is "require" or "import");
        return build is null || names.Contains("types") ? null
            : new BuildOf($"{package.Folder} exports {string.Join('/', names.Where(name => name is not ("require" or "import" or "default")))}", build);
    }
}
