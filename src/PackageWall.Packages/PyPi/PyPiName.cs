using System.Text;

namespace PackageWall.Packages.PyPi;

/// <summary>Names of Python projects: the grammar of the core metadata specification, normalised as PEP 503 says.</summary>
internal static class PyPiName
{
    private const int MaxLength = 200;

    /// <summary>Lower case, with each run of <c>-</c>, <c>_</c> and <c>.</c> as one hyphen; null when the text is no name.</summary>
    public static string? Normalize(string text)
    {
        if (text.Length is 0 or > MaxLength || !char.IsAsciiLetterOrDigit(text[0]) || !char.IsAsciiLetterOrDigit(text[^1]))
        {
            return null;
        }

        var result = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                result.Append(char.ToLowerInvariant(c));
            }
            else if (c is '-' or '_' or '.')
            {
                if (result[^1] != '-')
                {
                    result.Append('-');
                }
            }
            else
            {
                return null;
            }
        }

        return result.ToString();
    }
}
