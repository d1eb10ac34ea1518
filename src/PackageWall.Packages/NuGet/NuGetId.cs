namespace PackageWall.Packages.NuGet;

/// <summary>Package ids of NuGet: words of letters, digits and underscores, joined by single dots and hyphens, at most 100 characters.</summary>
internal static class NuGetId
{
    private const int MaxLength = 100;

    /// <summary>
    /// The id in lower case, as the flat container spells it; null when the text is no id. Letters beyond ASCII are kept: such ids
    /// exist, and are what look-alike attacks are made of, so the wall must be able to name them.
    /// </summary>
    public static string? Normalize(string text)
    {
        if (text.Length is 0 or > MaxLength)
        {
            return null;
        }

        bool afterWord = false;
        foreach (char c in text)
        {
            bool word = char.IsLetterOrDigit(c) || c == '_';
            if (!word && (c is not ('.' or '-') || !afterWord))
            {
                return null;
            }

            afterWord = word;
        }

        return afterWord ? text.ToLowerInvariant() : null;
    }
}
