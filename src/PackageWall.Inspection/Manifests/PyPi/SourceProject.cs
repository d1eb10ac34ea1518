using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests.Layout;

namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>Reads <c>pyproject.toml</c>: the build backend, what it needs, and the hooks of backends that run files of the project.</summary>
internal static class SourceProject
{
    public static void Read(ManifestDraft draft, PyPiResolver resolver)
    {
        const string Project = "pyproject.toml";
        if (!draft.Tree.Files.TryGetValue(Project, out PackageFile? file))
        {
            return;
        }

        IReadOnlyList<TomlValue> values = TomlFile.Read(file.Content.Span);
        foreach (string requirement in Find(values, "build-system.requires")?.Strings ?? [])
        {
            Metadata.AddDependency(draft, Project, requirement, Find(values, "build-system.requires")!.Line, "build");
        }

        if (Find(values, "build-system.build-backend") is { First: { } backend } backendValue)
        {
            AddBackend(draft, resolver, backend, Find(values, "build-system.backend-path")?.Strings ?? [], backendValue.Line);
            AddBuildFiles(draft, backend);
        }

        AddHooks(draft, resolver, values);
        foreach (TomlValue value in values)
        {
            string[] path = value.Path.Split('.');
            if (value.First is { } target && path is ["project", "scripts" or "gui-scripts", _] or ["project", "entry-points", _, ..])
            {
                string group = path[1] == "scripts" ? "console_scripts" : path[1] == "gui-scripts" ? "gui_scripts" : string.Join('.', path[2..^1]);
                PythonEntryPoints.Add(draft, Project, group, path[^1], target, value.Line, resolver);
            }
            else if (path is ["project", "urls", _])
            {
                draft.AddHost(value.First);
            }
        }
    }

    public static void EnterModule(ManifestDraft draft, PyPiResolver resolver, string kind, string declaredIn, string module, int line)
    {
        foreach (string path in resolver.Module(module.Split(':')[0]))
        {
            draft.Enter(kind, Context.Install, declaredIn, path, line);
        }
    }

    // A backend inside the project itself: PEP 517, "In-tree build backends".
    private static void AddBackend(ManifestDraft draft, PyPiResolver resolver, string backend, IReadOnlyList<string> folders, int line)
    {
        string module = backend.Split(':')[0].Replace('.', '/');
        foreach (string folder in folders)
        {
            foreach (string candidate in (string[])[$"{module}.py", $"{module}/__init__.py", $"{module.Split('/')[0]}/__init__.py"])
            {
                if (PackagePath.Combine(folder, candidate) is { } path && draft.Tree.Files.ContainsKey(path))
                {
                    draft.Enter("pypi.backend", Context.Install, "pyproject.toml", path, line);
                }
            }
        }

        if (folders.Count == 0)
        {
            EnterModule(draft, resolver, "pypi.backend", "pyproject.toml", backend, line);
        }
    }

    // Build descriptions of other tools, which start programs by themselves.
    private static void AddBuildFiles(ManifestDraft draft, string backend)
    {
        (string Backend, string[] Files)[] known =
        [
            ("mesonpy", ["meson.build"]), ("scikit_build", ["CMakeLists.txt"]), ("skbuild", ["CMakeLists.txt"]), ("maturin", ["build.rs", "Cargo.toml"]),
            ("setuptools_rust", ["build.rs"]), ("sipbuild", ["project.py"]), ("enscons", ["SConstruct"]),
        ];
        foreach (string file in known.Where(tool => backend.StartsWith(tool.Backend, StringComparison.Ordinal)).SelectMany(tool => tool.Files).Where(draft.Tree.Files.ContainsKey))
        {
            draft.Enter("pypi.build-file", Context.Install, "pyproject.toml", file);
        }
    }

    private static void AddHooks(ManifestDraft draft, PyPiResolver resolver, IReadOnlyList<TomlValue> values)
    {
        foreach (TomlValue value in values)
        {
            bool isFile = value.Path is "tool.poetry.build.script" or "tool.poetry.build" or "tool.pdm.build.custom-hook"
                || (value.Path.StartsWith("tool.hatch.", StringComparison.Ordinal) && value.Path.Contains("custom", StringComparison.Ordinal) && value.Path.EndsWith(".path", StringComparison.Ordinal));
            if (isFile && value.First is { } target && PackagePath.Combine("", target) is { } path && draft.Tree.Files.ContainsKey(path))
            {
                draft.Enter("pypi.build-hook", Context.Install, "pyproject.toml", path, value.Line);
            }
            else if (value.Path is "tool.pdm.version.getter" or "tool.setuptools.dynamic.version.attr" or "tool.setuptools.dynamic.version" && value.First is { } attribute)
            {
                int end = attribute.IndexOfAny([':', ' ']);
                string name = end < 0 ? attribute : attribute[..end];
                EnterModule(draft, resolver, "pypi.attribute", "pyproject.toml", value.Path.StartsWith("tool.setuptools", StringComparison.Ordinal) && name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : name, value.Line);
            }
            else if (value.Path.StartsWith("tool.setuptools.cmdclass", StringComparison.Ordinal) && value.First is { } command && command.LastIndexOf('.') is var last and > 0)
            {
                EnterModule(draft, resolver, "pypi.command", "pyproject.toml", command[..last], value.Line);
            }
        }

        // Hooks that are found by their names alone.
        foreach (string name in (string[])["hatch_build.py", "pdm_build.py", "build.py"])
        {
            bool isUsed = name == "build.py" ? values.Any(value => value.Path.StartsWith("tool.poetry", StringComparison.Ordinal))
                : name == "pdm_build.py" ? values.Any(value => value.First?.StartsWith("pdm.backend", StringComparison.Ordinal) == true)
                : values.Any(value => value.First?.StartsWith("hatchling", StringComparison.Ordinal) == true);
            if (isUsed && draft.Tree.Files.ContainsKey(name))
            {
                draft.Enter("pypi.build-hook", Context.Install, "pyproject.toml", name);
            }
        }
    }

    private static TomlValue? Find(IReadOnlyList<TomlValue> values, string path) => values.FirstOrDefault(value => value.Path == path);
}
