using System.Text;
using System.Text.RegularExpressions;

namespace PackageWall.Inspection.Signatures.Baselines;

/// <summary>
/// Text of evidence without what every release changes: runs of white space become one blank, and the package's own version a mark, so
/// that a release that only counts on keeps its pins. So do the numbers in names that compilers generate.
/// </summary>
/// <param name="version">The package's own version, or null.</param>
internal sealed partial class EvidenceText(string? version)
{
    /// <summary>Stands for the version. Text that has it loses it, so nobody can write it.</summary>
    private const char Mark = '\0';

    /// <summary>A version such as <c>1</c> would take every one out of the text.</summary>
    private readonly string? _version = version is not null && version.Contains('.', StringComparison.Ordinal) ? version : null;

    /// <summary>The text, normalised; empty for null.</summary>
    public string Of(string? text)
    {
        StringBuilder result = new(text?.Length ?? 0);
        ReadOnlySpan<char> rest = WithoutCounts(text ?? "").AsSpan().Trim();
        char before = ' ';
        while (rest.Length > 0)
        {
            int taken = 1;
            if (char.IsWhiteSpace(rest[0]))
            {
                taken = rest.Length - rest.TrimStart().Length;
                result.Append(' ');
            }
            else if (_version is not null && rest.StartsWith(_version, StringComparison.Ordinal) && IsApart(before, rest[_version.Length..]))
            {
                taken = _version.Length;
                result.Append(Mark);
            }
            else
            {
                result.Append(rest[0] == Mark ? '\ufffd' : rest[0]);
            }

            before = rest[taken - 1];
            rest = rest[taken..];
        }

        return result.ToString();
    }

    // Compilers of .NET number what they generate, and count anew when a method is added somewhere.
    private static string WithoutCounts(string text) => text.Contains(">c__", StringComparison.Ordinal) || text.Contains(">b__", StringComparison.Ordinal) || text.Contains(">d__", StringComparison.Ordinal)
        ? Generated().Replace(text, "$1")
        : text;

    [GeneratedRegex("(>c__DisplayClass|>[bd]__)[0-9]+(_[0-9]+)?", RegexOptions.NonBacktracking)]
    private static partial Regex Generated();

    /// <summary>Whether the number neither goes on nor began before: <c>1.2.3</c> does not stand in <c>11.2.34</c>, nor in <c>1.2.3.4</c>.</summary>
    private static bool IsApart(char before, ReadOnlySpan<char> after) =>
        before != '.' && !char.IsAsciiDigit(before)
        && (after.Length == 0 || (!char.IsAsciiDigit(after[0]) && !(after.Length > 1 && after[0] == '.' && char.IsAsciiDigit(after[1]))));
}
