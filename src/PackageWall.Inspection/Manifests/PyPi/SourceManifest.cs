using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests.Layout;

namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>
/// Reads a source distribution: PKG-INFO, and which of its files run while pip builds it (PEP 517 and 518, setuptools' and other
/// backends' documentation).
/// </summary>
internal static class SourceManifest
{
    public static void Read(ManifestDraft draft, PyPiResolver resolver)
    {
        if (draft.Tree.Files.TryGetValue("PKG-INFO", out PackageFile? info))
        {
            Metadata.Add(draft, info);
        }
        else
        {
            draft.Report(ManifestAnomalies.Missing, AnomalySeverity.Note, "PKG-INFO", "There is no PKG-INFO at the root.");
        }

        if (draft.Tree.Files.ContainsKey("setup.py"))
        {
            draft.Enter("pypi.setup", Context.Install, "setup.py", "setup.py", 1);
        }

        SourceProject.Read(draft, resolver);
        ReadSetupConfiguration(draft, resolver);

        // What pip would make of entry_points.txt is only known after the build; the copy in egg-info is the best guess there is.
        foreach (PackageFile file in draft.Tree.Files.Values.Where(file => file.Path.EndsWith(".egg-info/entry_points.txt", StringComparison.Ordinal) && !PackagePath.IsDormant(file.Path)))
        {
            PythonEntryPoints.Add(draft, file.Path, IniFile.Read(file.Content.Span), resolver);
        }
    }

    private static void ReadSetupConfiguration(ManifestDraft draft, PyPiResolver resolver)
    {
        if (!draft.Tree.Files.TryGetValue("setup.cfg", out PackageFile? file))
        {
            return;
        }

        foreach (IniSetting setting in IniFile.Read(file.Content.Span))
        {
            foreach (string line in setting.Value.Split('\n'))
            {
                string value = line.Trim();
                if (value.StartsWith("attr:", StringComparison.Ordinal))
                {
                    // setuptools reads the value from the syntax when it can, and imports the module when it cannot.
                    string attribute = value["attr:".Length..].Trim();
                    int dot = attribute.LastIndexOf('.');
                    SourceProject.EnterModule(draft, resolver, "pypi.attribute", file.Path, dot < 0 ? attribute : attribute[..dot], setting.Line);
                }
                else if (setting.Key == "cmdclass" || (setting.Section == "global" && setting.Key == "commands"))
                {
                    string module = value[(value.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim();
                    SourceProject.EnterModule(draft, resolver, "pypi.command", file.Path, module.Contains('.', StringComparison.Ordinal) ? module[..module.LastIndexOf('.')] : module, setting.Line);
                }
                else if (setting.Section is "options.entry_points" && value.Contains('=', StringComparison.Ordinal))
                {
                    string[] parts = value.Split('=', 2);
                    PythonEntryPoints.Add(draft, file.Path, setting.Key, parts[0].Trim(), parts[1].Trim(), setting.Line, resolver);
                }
                else if (setting is { Section: "options", Key: "setup_requires" } && value.Length > 0)
                {
                    Metadata.AddDependency(draft, file.Path, value, setting.Line, "build");
                }
            }
        }
    }
}
