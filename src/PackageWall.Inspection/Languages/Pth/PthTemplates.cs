using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace PackageWall.Inspection.Languages.Pth;

/// <summary>
/// The executable lines that common tools write, by the hash of the whole file or by an exact grammar in which only module names
/// vary. A pinned line still runs, and what it imports is still read: pinning says only that the line itself is no finding.
/// </summary>
internal static partial class PthTemplates
{
    // Whole files: setuptools' distutils-precedence.pth, coverage's a1_coverage.pth (two of its forms), pywin32.pth.
    private static readonly HashSet<string> Files = new(StringComparer.Ordinal)
    {
        "2638ce9e2500e572a5e0de7faed6661eb569d1b696fcba07b0dd223da5f5d224",
        "f1498191b7f52180654ccdb6195233612805e26344100c093058343ea04afd36",
        "ef2ed06d19867ec669c09a804060666a9cd5e383af0a9d11aa2de79b77d448e8",
        "e7cd73df98b91c407dfd96d1f4dd18b7f9a60f29902b92cf5ece79b6eb637b81",
    };

    public static bool IsPinnedFile(ReadOnlySpan<byte> content) => Files.Contains(Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>Whether the line is one that setuptools writes into a <c>-nspkg.pth</c> for a namespace package, all names in it the same.</summary>
    public static bool IsNamespacePackage(string line)
    {
        Match match = Namespace().Match(line.TrimEnd());
        if (!match.Success)
        {
            return false;
        }

        string package = match.Groups["pkg"].Captures[0].Value;
        string path = match.Groups["path"].Value.Replace("'", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Trim(',').Replace(',', '.');
        return path == package
            && match.Groups["pkg"].Captures.All(capture => capture.Value == package)
            && (!match.Groups["parent"].Success || $"{match.Groups["parent"].Value}.{match.Groups["child"].Value}" == package);
    }

    private const string Package = @"'(?<pkg>[A-Za-z0-9_.]+)'";

    [GeneratedRegex(
        @"^import sys, ?types, ?os;(has_mfs = sys\.version_info > \(3, 5\);)?"
        + @"p = os\.path\.join\(sys\._getframe\(1\)\.f_locals\['sitedir'\], \*\((?<path>('[A-Za-z0-9_]+', ?)*'[A-Za-z0-9_]+',?)\)\);"
        + @"(importlib = (has_mfs and )?__import__\('importlib\.util'\);(has_mfs and )?__import__\('importlib\.machinery'\);"
        + @"m = (has_mfs and )?sys\.modules\.setdefault\(" + Package + @", importlib\.util\.module_from_spec\("
        + @"importlib\.machinery\.PathFinder\.find_spec\(" + Package + @", \[os\.path\.dirname\(p\)\]\)\)\);"
        + @"m = m or sys\.modules\.setdefault\(" + Package + @", types\.ModuleType\(" + Package + @"\)\);"
        + @"|ie = os\.path\.exists\(os\.path\.join\(p, ?'__init__\.py'\)\);m = not ie and sys\.modules\.setdefault\(" + Package + @", ?types\.ModuleType\(" + Package + @"\)\);)"
        + @"mp = \(m or \[\]\) and m\.__dict__\.setdefault\('__path__', ?\[\]\);\(p not in mp\) and mp\.append\(p\)"
        + @"(;m and setattr\(sys\.modules\['(?<parent>[A-Za-z0-9_.]+)'\], '(?<child>[A-Za-z0-9_]+)', m\))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Namespace();
}
