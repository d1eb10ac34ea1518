namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>Tells identifiers that mix Latin letters with the Greek, Cyrillic, Armenian or Cherokee ones that look like them.</summary>
internal static class Scripts
{
    public static bool AreMixed(string text)
    {
        bool latin = false;
        bool alike = false;
        foreach (char c in text)
        {
            latin |= char.IsAsciiLetter(c);
            alike |= c is (>= '\u0370' and <= '\u03ff' and not '\u03bc') or (>= '\u0400' and <= '\u058f') or (>= '\u13a0' and <= '\u13ff') or (>= '\uff21' and <= '\uff5a');
        }

        return latin && alike;
    }
}
