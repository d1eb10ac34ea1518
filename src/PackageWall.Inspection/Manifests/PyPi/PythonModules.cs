using System.Text;
using System.Buffers.Binary;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests.Layout;
using PackageWall.Packages;

namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>
/// The modules that can be imported from a distribution. All of them are entry points, since users import whichever they like;
/// tests, documents and examples only count when something refers to them.
/// </summary>
internal static class PythonModules
{
    private static readonly string[] NativeSuffixes = [".so", ".pyd", ".dylib"];

    private static readonly string[] Declaring = ["setup.py", "setup.cfg", "pyproject.toml"];

    public static void Add(ManifestDraft draft, InstallLayout layout, bool isWheel)
    {
        var sources = layout.Site.Select(file => file.Installed).ToHashSet(StringComparer.Ordinal);
        bool nothingElse = !layout.Site.Any(file => file.Installed.EndsWith(".py", StringComparison.Ordinal) && !PackagePath.IsDormant(file.Installed));
        bool hasPackages = layout.Site.Any(file => file.Installed.EndsWith("/__init__.py", StringComparison.Ordinal) && !PackagePath.IsDormant(file.Installed));
        string declared = hasPackages && !isWheel ? string.Concat(Declaring.Select(name => draft.Tree.Files.TryGetValue(name, out PackageFile? file) ? Encoding.UTF8.GetString(file.Content.Span) : "")) : "";
        foreach (InstalledFile file in layout.Site.OrderBy(file => file.Installed.Count(c => c == '/')).ThenBy(file => file.Path, StringComparer.Ordinal))
        {
            bool ownsTop = nothingElse || IsProject(draft, file.Installed);
            AddCompiled(draft, file, sources, ownsTop);
            if (!IsImportable(file, isWheel, ownsTop) || (hasPackages && !isWheel && IsLoose(file.Installed, declared)))
            {
                continue;
            }

            if (file.Installed.EndsWith(".py", StringComparison.Ordinal) || file.Installed.EndsWith(".pyw", StringComparison.Ordinal))
            {
                bool isMain = PackagePath.FileName(file.Installed) == "__main__.py";
                draft.Enter(isMain ? "pypi.main" : "pypi.module", isMain ? Context.Call : Context.Import, file.Path, file.Path);
            }
            else if (IsExtension(file.Installed))
            {
                draft.Enter("pypi.native", Context.Import, file.Path, file.Path);
                string stem = file.Installed[..(file.Installed.LastIndexOf('/') + 1)] + PackagePath.FileName(file.Installed).Split('.')[0];
                if (sources.Contains(stem + ".py"))
                {
                    draft.Add("native.shadow", file.Path, 0, $"{file.Installed} is imported in place of {stem}.py", stem + ".py", Context.Import);
                }
            }
        }
    }

    // Beside packages, a module at the top of a source archive is installed if the project says so; else it is a script of its makers.
    private static bool IsLoose(string installed, string declared) =>
        !installed.Contains('/', StringComparison.Ordinal) && !declared.Contains("py_modules", StringComparison.Ordinal) && !declared.Contains("py-modules", StringComparison.Ordinal)
        && !declared.Contains(installed.Split('.')[0], StringComparison.Ordinal);

    /// <summary>Whether the top folder has the project's name: then users import it, even when it is called <c>demo</c> or <c>docs</c>.</summary>
    private static bool IsProject(ManifestDraft draft, string installed) =>
        PackageName.TryParse(Ecosystem.PyPi, draft.Name, out PackageName? project)
        && PackageName.TryParse(Ecosystem.PyPi, installed.Split('/')[0], out PackageName? folder)
        && folder == project;

    private static bool IsImportable(InstalledFile file, bool isWheel, bool ownsTop)
    {
        if (PackagePath.IsDormant(Below(file, ownsTop)) || file.Path.Contains("!/", StringComparison.Ordinal))
        {
            return false;
        }

        string[] parts = file.Installed.Split('/');
        string name = parts[^1];
        if (!isWheel && parts.Length == 1 && name is "setup.py" or "conftest.py" or "noxfile.py" or "tasks.py" or "fabfile.py")
        {
            return false;
        }

        return parts[..^1].Append(name.Split('.')[0]).All(IsIdentifier);
    }

    // The path without the top folder, where that has the project's own name: it says nothing of what is in it.
    private static string Below(InstalledFile file, bool ownsTop) => ownsTop ? file.Installed[(file.Installed.IndexOf('/', StringComparison.Ordinal) + 1)..] : file.Installed;

    private static bool IsIdentifier(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c == '_' || c > '\x7f');

    // Tagged (x.cpython-312-x86_64-linux-gnu.so), abi3 or plain; libraries of the system kind (libx.so.6) are loaded by these.
    private static bool IsExtension(string path) => NativeSuffixes.Any(suffix => path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    // PEP 552: four bytes of magic, then flags: bit 0 says that a hash stands in place of the time, bit 1 that it is checked.
    private static void AddCompiled(ManifestDraft draft, InstalledFile file, HashSet<string> sources, bool ownsTop)
    {
        // An archive among the tests stands for itself until somebody opens it.
        if (file.Path.Contains("!/", StringComparison.Ordinal) && PackagePath.IsDormant(file.Path))
        {
            return;
        }

        if (!file.Installed.EndsWith(".pyc", StringComparison.OrdinalIgnoreCase) && !file.Installed.EndsWith(".pyo", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        ReadOnlySpan<byte> content = draft.Tree.Files[file.Path].Content.Span;
        bool isCached = file.Installed.Contains("__pycache__/", StringComparison.Ordinal);
        string folder = isCached ? file.Installed[..file.Installed.IndexOf("__pycache__/", StringComparison.Ordinal)] : file.Installed[..(file.Installed.LastIndexOf('/') + 1)];
        string stem = PackagePath.FileName(file.Installed).Split('.')[0];
        bool hasSource = sources.Contains($"{folder}{stem}.py");
        if (content.Length >= 8 && (BinaryPrimitives.ReadUInt32LittleEndian(content[4..]) & 3) == 1)
        {
            draft.Add("pyc.unchecked", file.Path, 0, "Compiled Python that is taken without a look at its source", file.Path, Context.Import);
        }

        if (!hasSource)
        {
            draft.Add("pyc.sourceless", file.Path, 0, $"{file.Installed} without {stem}.py", file.Path, isCached ? Context.Dormant : Context.Import);
        }

        if (!PackagePath.IsDormant(Below(file, ownsTop)) && (hasSource || !isCached))
        {
            draft.Enter("pypi.compiled", Context.Import, file.Path, file.Path);
        }
    }
}
