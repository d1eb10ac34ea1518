using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>Entry points as <c>group</c>, <c>name = module:function [extras]</c> (entry points specification).</summary>
internal static class PythonEntryPoints
{
    public static void Add(ManifestDraft draft, string file, IEnumerable<IniSetting> settings, PyPiResolver resolver)
    {
        foreach (IniSetting setting in settings)
        {
            Add(draft, file, setting.Section, setting.Key, setting.Value, setting.Line, resolver);
        }
    }

    public static void Add(ManifestDraft draft, string file, string group, string name, string value, int line, PyPiResolver resolver)
    {
        string target = value.Split('[')[0].Trim();
        int colon = target.IndexOf(':', StringComparison.Ordinal);
        string module = (colon < 0 ? target : target[..colon]).Trim();
        string? function = colon < 0 ? null : target[(colon + 1)..].Trim();
        bool isCommand = group is "console_scripts" or "gui_scripts";
        bool isLoaded = PluginGroups.AreLoadedByThemselves(group);
        string kind = group switch { "console_scripts" => "pypi.console-script", "gui_scripts" => "pypi.gui-script", _ => "pypi.plugin" };
        if (isCommand)
        {
            Shadow(draft, file, line, name);
        }

        if (isLoaded)
        {
            draft.Add("hook.plugin", file, line, $"[{group}] {name} = {value}", group, Context.Import);
        }

        IReadOnlyList<string> files = resolver.Module(module);
        foreach (string path in files.Take(1))
        {
            if (isLoaded)
            {
                draft.Enter(kind, Context.Import, file, path, line, PluginGroups.AreCalledByThemselves(group) ? function : null);
            }

            if (!isLoaded || function is not null)
            {
                draft.Enter(kind, Context.Call, file, path, line, function);
            }
        }
    }

    public static void Shadow(ManifestDraft draft, string file, int line, string command)
    {
        if (SystemCommands.StandsIn(command, draft.Name))
        {
            draft.Add("manifest.system-command", file, line, $"command {command}", command, Context.Call);
        }
    }
}
