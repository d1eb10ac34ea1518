namespace PackageWall.Inspection.Languages.Shell;

/// <summary>The flags of <c>powershell</c> and <c>pwsh</c> themselves (about_PowerShell_exe, about_Pwsh).</summary>
internal static class PowerShellFlags
{
    private static readonly string[] WithValue =
    [
        "windowstyle", "executionpolicy", "ep", "version", "psconsolefile", "inputformat", "if", "outputformat", "of", "configurationname", "configurationfile",
        "custompipename", "settingsfile", "workingdirectory", "wd",
    ];

    /// <summary>Whether the next word is this flag's value; any beginning of its name will do, with either kind of dash.</summary>
    public static bool TakesValue(string flag) =>
        flag.Length > 1 && flag[0] is '-' or '/' or '\u2013' or '\u2014'
        && Array.Exists(WithValue, name => name.StartsWith(flag[1..], StringComparison.OrdinalIgnoreCase));
}
