using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Manifests;

/// <summary>
/// Commands of systems and common tools (<c>system</c> in the vocabulary's commands): a package that installs one under such a name stands
/// in its place, unless whoever asks for the package by its name asks for that command.
/// </summary>
internal static class SystemCommands
{
    /// <summary>Whether a package of this name surprises with the command.</summary>
    public static bool StandsIn(string command, string? package) => Vocabulary.Default.IsSystemCommand(Stem(command)) && !IsMeant(command, package);

    /// <summary>
    /// Whether the package is named for the command: <c>yarn</c>, <c>@owner/gemini-cli</c> with gemini, <c>pip</c> with <c>pip3.12</c>, or for
    /// one that always comes with it, as npx does with npm. A scope only says whose it is.
    /// </summary>
    public static bool IsMeant(string command, string? package)
    {
        if (package is null)
        {
            return false;
        }

        string name = package[(package.LastIndexOf('/') + 1)..].ToLowerInvariant();
        string stem = Stem(command).ToLowerInvariant();
        return IsNamedFor(name, stem) || IsNamedFor(name, stem.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.')) || Vocabulary.Default.AreSiblings(name, stem);
    }

    private static bool IsNamedFor(string package, string command)
    {
        if (command.Length == 0 || !package.StartsWith(command, StringComparison.Ordinal))
        {
            return false;
        }

        string rest = package[command.Length..];
        return rest.Length == 0 || (rest[0] is '-' or '_' or '.' && Vocabulary.Default.IsProgramSuffix(rest[1..]));
    }

    /// <summary>The name without a folder and a Windows extension.</summary>
    private static string Stem(string command)
    {
        string name = Layout.PackagePath.FileName(command.Replace('\\', '/'));
        int dot = name.LastIndexOf('.');
        return dot > 0 && name[dot..].ToLowerInvariant() is ".exe" or ".cmd" or ".bat" or ".ps1" or ".com" ? name[..dot] : name;
    }
}
