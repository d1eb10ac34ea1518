using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Pth;
using PackageWall.Inspection.Manifests.Layout;

namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>
/// What runs at every start of Python once the distribution is installed: executable lines of <c>.pth</c> files, <c>.start</c> files
/// (PEP 829), <c>sitecustomize</c> and <c>usercustomize</c> (documentation of the module <c>site</c>).
/// </summary>
internal static class StartupFiles
{
    private static readonly string[] Customizers = ["sitecustomize", "usercustomize"];

    public static void Add(ManifestDraft draft, InstallLayout layout, PyPiResolver resolver, bool isWheel)
    {
        foreach (InstalledFile file in layout.Site)
        {
            // A source distribution may install a .pth from anywhere in it; a wheel's must lie at the root of site-packages to count.
            bool counts = isWheel ? !file.Installed.Contains('/', StringComparison.Ordinal) : !PackagePath.IsDormant(file.Path);
            if (counts && file.Installed.EndsWith(".pth", StringComparison.OrdinalIgnoreCase))
            {
                AddPth(draft, file);
            }
            else if (counts && file.Installed.EndsWith(".start", StringComparison.OrdinalIgnoreCase) && (isWheel || !file.Installed.Contains('/', StringComparison.Ordinal)))
            {
                AddStart(draft, file, resolver);
            }
        }

        // Folders that a .pth puts on the path are searched for customizers too: the path is complete before they are imported.
        foreach (string customizer in Customizers)
        {
            foreach (string path in resolver.Module(customizer))
            {
                draft.Enter($"pypi.{customizer}", Context.Startup, path, path);
            }
        }
    }

    private static void AddPth(ManifestDraft draft, InstalledFile file)
    {
        PthLine first = PthLines.Read(draft.Tree.Files[file.Path].Content.Span).FirstOrDefault(line => line.Kind == PthLineKind.Code);
        if (first.Text is not null)
        {
            draft.Enter("pypi.pth", Context.Startup, file.Path, file.Path, first.Number);
        }
    }

    private static void AddStart(ManifestDraft draft, InstalledFile file, PyPiResolver resolver)
    {
        int number = 0;
        foreach (ReadOnlySpan<char> raw in Encoding.UTF8.GetString(draft.Tree.Files[file.Path].Content.Span).AsSpan().EnumerateLines())
        {
            number++;
            string line = raw.Trim().TrimStart('\uFEFF').ToString();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            string[] parts = line.Split(':', 2);
            IReadOnlyList<string> targets = resolver.Module(parts[0].Trim());
            string? function = parts.Length > 1 ? parts[1].Trim() : null;
            foreach (string target in targets.Count > 0 ? targets : [file.Path])
            {
                draft.Enter("pypi.start", Context.Startup, file.Path, target, number, targets.Count > 0 ? function : null);
            }
        }
    }
}
