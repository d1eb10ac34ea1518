using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests.Json;
using PackageWall.Inspection.Manifests.Layout;

namespace PackageWall.Inspection.Manifests.Npm;

/// <summary>
/// The scripts of a package and when npm runs them (npm documentation, "Life Cycle Scripts"). A script that an install script runs
/// through the package manager runs at install too.
/// </summary>
internal static class NpmScripts
{
    private static readonly string[] Install = ["preinstall", "install", "postinstall"];

    // Run for packages that come from git or a folder, and when somebody packs or removes one.
    private static readonly string[] OnDemand =
        ["preprepare", "prepare", "postprepare", "prepublish", "prepack", "postpack", "dependencies", "preuninstall", "uninstall", "postuninstall"];

    private static readonly string[] Managers = ["npm", "pnpm", "yarn", "bun", "npm-run-all", "run-s", "run-p"];

    public static void Add(ManifestDraft draft, NpmPackage package, bool runsScripts)
    {
        JsonValue? scripts = package.Json["scripts"];
        Context install = runsScripts ? Context.Install : Context.Dormant;
        var entered = new HashSet<string>(StringComparer.Ordinal);
        Follow(Install, install);
        AddGyp(draft, package, install);
        Follow(OnDemand, runsScripts ? Context.Call : Context.Dormant);

        void Follow(IEnumerable<string> names, Context context)
        {
            var waiting = new Queue<string>(names);
            while (waiting.TryDequeue(out string? name))
            {
                // All of a name that repeats: which one counts is what installers differ in.
                foreach (JsonMember script in scripts?.Members.Where(member => member.Name == name) ?? [])
                {
                    if (script.Value.String is not { Length: > 0 } command || !entered.Add($"{name}\n{command}"))
                    {
                        continue;
                    }

                    draft.Enter(new EntryPoint { Kind = $"npm.script.{name}", Context = context, DeclaredIn = package.File, Line = script.Line, Command = command });
                    foreach (string called in Called(command, scripts!))
                    {
                        waiting.Enqueue($"pre{called}");
                        waiting.Enqueue(called);
                        waiting.Enqueue($"post{called}");
                    }
                }
            }
        }
    }

    // npm builds a package that has a binding.gyp: by itself when there is no install script (node-gyp rebuild is implied), through
    // the script when there is one. What gypfile says is not heeded by every installer.
    private static void AddGyp(ManifestDraft draft, NpmPackage package, Context context)
    {
        string path = package.Folder.Length == 0 ? "binding.gyp" : $"{package.Folder}/binding.gyp";
        if (draft.Tree.Files.ContainsKey(path))
        {
            draft.Enter("npm.gyp", context, path, path, 1);
        }
    }

    private static IEnumerable<string> Called(string command, JsonValue scripts)
    {
        string[] words = command.Split([' ', '\t', '\n', '\r', ';', '&', '|', '"', '\'', '(', ')', '`'], StringSplitOptions.RemoveEmptyEntries);
        if (!words.Any(word => Managers.Contains(PackagePath.FileName(word)) || word.StartsWith("run-", StringComparison.Ordinal)))
        {
            return [];
        }

        // Any word that is the name of a script: run-s a b, npm run -s x, yarn x; a pattern such as build:* means all that it fits.
        return scripts.Members.Select(member => member.Name)
            .Where(name => words.Any(word => word == name || (word.EndsWith('*') && name.StartsWith(word.TrimEnd('*'), StringComparison.Ordinal))))
            .Distinct(StringComparer.Ordinal);
    }
}
