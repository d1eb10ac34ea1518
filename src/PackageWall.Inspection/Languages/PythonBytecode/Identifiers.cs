using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>
/// Names as they can be written. Compiled code may hold any text in the place of a name, and who makes some by hand may try to break out of
/// the text that is made of it.
/// </summary>
internal static class Identifiers
{
    /// <summary>What names begin with that stand in no compiled file: places of the stack.</summary>
    public const string Own = "_pyc_";

    private const int Longest = 1_000;

    private static readonly FrozenSet<string> Keywords = new[]
    {
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
        "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "True", "False", "None",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether it is a name as source has them.</summary>
    public static bool IsName(string text)
    {
        if (text.Length is 0 or > Longest || char.IsAsciiDigit(text[0]) || text.StartsWith(Own, StringComparison.Ordinal) || Keywords.Contains(text))
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (letter is not (>= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_') && (letter < 0x80 || !char.IsLetter(letter)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether it is names with dots between them.</summary>
    public static bool IsDotted(string text) => text.Length > 0 && text.Split('.').All(IsName);

    /// <summary>The name itself, or one that can be written and that no other gets.</summary>
    public static string Written(string name)
    {
        if (IsName(name))
        {
            return name;
        }

        var text = new StringBuilder(Own).Append("n_");
        foreach (var letter in name.AsSpan(0, Math.Min(name.Length, 60)))
        {
            _ = char.IsAsciiLetterOrDigit(letter) ? text.Append(letter) : text.Append(CultureInfo.InvariantCulture, $"_{(int)letter:x}_");
        }

        return name.Length > 60 ? text.Append(CultureInfo.InvariantCulture, $"_{name.Length}_{Sum(name):x}").ToString() : text.ToString();
    }

    // The same in every run, unlike the hash codes of texts: reports of the same bytes are the same.
    private static uint Sum(string text)
    {
        var sum = 2166136261u;
        foreach (var letter in text)
        {
            sum = (sum ^ letter) * 16777619u;
        }

        return sum;
    }
}
