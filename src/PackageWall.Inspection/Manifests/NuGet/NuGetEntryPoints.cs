using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests.Json;
using PackageWall.Inspection.Manifests.Layout;
using PackageWall.Inspection.Languages.MsBuild;

namespace PackageWall.Inspection.Manifests.NuGet;

/// <summary>
/// Which files of a NuGet package run by convention (NuGet documentation, "Package authoring": MSBuild props and targets, analyzers,
/// content files, tools). Folder and file names are compared without case, as NuGet does.
/// </summary>
internal static class NuGetEntryPoints
{
    private static readonly string[] SourceExtensions = [".cs", ".vb", ".fs", ".pp", ".csx"];

    public static void Add(ManifestDraft draft, Nuspec nuspec)
    {
        foreach (string path in draft.Tree.Files.Keys)
        {
            // Nobody finds by convention what lies in an assembly.
            if (path.IndexOf("!/", StringComparison.Ordinal) is > 0 and var end && draft.Tree.Files.TryGetValue(path[..end], out PackageFile? outer) && outer.Language == Language.DotNet)
            {
                continue;
            }

            string[] parts = path.ToLowerInvariant().Split('/');
            string name = parts[^1];
            string extension = Path.GetExtension(name);
            switch (parts[0])
            {
                case "build" or "buildtransitive" or "buildmultitargeting" or "buildcrosstargeting" when parts.Length > 1:
                    AddBuild(draft, nuspec, path, name, extension);
                    break;
                case "sdk" when name is "sdk.props" or "sdk.targets":
                    draft.Enter("nuget.sdk", Context.Build, path, path, 1);
                    break;
                case "tools" when parts.Length > 1:
                    AddTools(draft, path, name);
                    break;
                // NuGet hands satellite assemblies to nobody, and they hold no code.
                case "analyzers" when extension == ".dll" && !name.EndsWith(".resources.dll", StringComparison.Ordinal):
                    draft.Enter("nuget.analyzer", Context.Build, path, path);
                    draft.Add("dotnet.analyzer", path, 0, path, path, Context.Build);
                    break;
                case "contentfiles" or "content" when parts.Length > 1 && SourceExtensions.Contains(extension):
                    AddContent(draft, nuspec, path, parts);
                    break;
                case "lib" when extension is ".dll" or ".exe" or ".winmd":
                    draft.Enter("nuget.assembly", Context.Import, path, path);
                    break;
                case "runtimes" when parts.Length > 2:
                    AddRuntime(draft, path, parts, extension);
                    break;
                case "weaver" or "netstandardweaver" or "netclassicweaver" when extension == ".dll":
                    draft.Enter("nuget.weaver", Context.Build, path, path);
                    break;
            }

            if (parts.Contains("typeproviders") && extension == ".dll")
            {
                draft.Enter("nuget.type-provider", Context.Build, path, path);
            }

            if (name.EndsWith(".fody.dll", StringComparison.Ordinal) && parts[0] != "lib")
            {
                draft.Enter("nuget.weaver", Context.Build, path, path);
            }

            if (name.EndsWith(".testadapter.dll", StringComparison.Ordinal))
            {
                draft.Enter("nuget.test-adapter", Context.Import, path, path);
            }

            if (name == "dotnettoolsettings.xml")
            {
                AddTool(draft, path);
            }

            if (path.EndsWith(".template.config/template.json", StringComparison.OrdinalIgnoreCase))
            {
                AddTemplate(draft, path);
            }
        }
    }

    // <id>.props and <id>.targets are imported by NuGet, in the folder itself or one per framework; others when those import them.
    private static void AddBuild(ManifestDraft draft, Nuspec nuspec, string path, string name, string extension)
    {
        string stem = name[..^extension.Length];
        if (extension is ".props" or ".targets" && (nuspec.Id is null || stem.Equals(nuspec.Id, StringComparison.OrdinalIgnoreCase)))
        {
            draft.Enter(extension == ".props" ? "nuget.props" : "nuget.targets", Context.Build, path, path, 1);
        }
    }

    private static void AddTools(ManifestDraft draft, string path, string name)
    {
        if (name is "init.ps1" or "install.ps1" or "uninstall.ps1")
        {
            draft.Enter($"nuget.{name[..^4]}-ps1", Context.Install, path, path, 1);
        }
    }

    // Without a rule in the nuspec a content file is compiled into the project that refers to the package.
    private static void AddContent(ManifestDraft draft, Nuspec nuspec, string path, string[] parts)
    {
        string inner = string.Join('/', parts.Skip(1));
        string action = parts[0] == "content" ? "Content"
            : nuspec.ContentFiles.LastOrDefault(rule => GlobPattern.Matches(rule.Include.ToLowerInvariant(), inner)).Action ?? "Compile";
        bool compiles = action.Equals("Compile", StringComparison.OrdinalIgnoreCase);
        draft.Enter("nuget.content-file", compiles ? Context.Build : Context.Call, path, path, 1);
        if (compiles)
        {
            draft.Add("dotnet.content-file", path, 1, $"{path} is compiled into the project that refers to the package", path, Context.Build);
        }
    }

    private static void AddRuntime(ManifestDraft draft, string path, string[] parts, string extension)
    {
        if (parts[2] == "native")
        {
            draft.Enter("nuget.native", Context.Call, path, path);
        }
        else if (extension is ".dll" or ".exe")
        {
            draft.Enter("nuget.assembly", Context.Import, path, path);
        }
    }

    private static void AddTool(ManifestDraft draft, string path)
    {
        XmlWalk.Read(draft.Tree.Files[path].Content, (reader, _) =>
        {
            if (reader.LocalName == "Command")
            {
                string command = reader.GetAttribute("Name") ?? "";
                string target = PackagePath.Combine(PackagePath.Folder(path), reader.GetAttribute("EntryPoint") ?? "") ?? path;
                draft.Enter("nuget.tool", Context.Call, path, draft.Tree.Files.ContainsKey(target) ? target : path, XmlWalk.Line(reader));
                if (SystemCommands.StandsIn(command, draft.Name))
                {
                    draft.Add("manifest.system-command", path, XmlWalk.Line(reader), $"command {command}", command, Context.Call);
                }
            }
        }, (_, _) => { });
    }

    // dotnet new runs the actions of a template after asking, or without when told to.
    private static void AddTemplate(ManifestDraft draft, string path)
    {
        JsonValue? actions = StrictJson.Read(draft.Tree.Files[path].Content).Root["postActions"];
        foreach (JsonValue arguments in (actions?.Items ?? []).Select(action => action["args"]).OfType<JsonValue>())
        {
            if (arguments["executable"]?.String is { } executable)
            {
                draft.Enter(new EntryPoint
                {
                    Kind = "nuget.template-action", Context = Context.Call, DeclaredIn = path, Line = arguments.Line, Command = $"{executable} {arguments["args"]?.String}".Trim(),
                });
            }
        }
    }
}
