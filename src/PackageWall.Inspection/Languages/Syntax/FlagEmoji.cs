namespace PackageWall.Inspection.Languages.Syntax;

/// <summary>Flags of regions: a black flag and invisible letters that say which, up to an end mark (Unicode Technical Standard 51, "Emoji tag sequences").</summary>
internal static class FlagEmoji
{
    private const int MostLetters = 6;

    /// <summary>How many characters the flag at a place takes, or 0 if there is none. Some writers join its parts.</summary>
    public static int LengthAt(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("\U0001F3F4"))
        {
            return 0;
        }

        int at = 2;
        for (int letters = 0; letters <= MostLetters; letters++)
        {
            at += at < text.Length && text[at] == '\u200D' ? 1 : 0;
            if (at + 1 >= text.Length || text[at] != '\uDB40' || text[at + 1] is < '\uDC20' or > '\uDC7F')
            {
                return 0;
            }

            at += 2;
            if (text[at - 1] == '\uDC7F')
            {
                return at;
            }
        }

        return 0;
    }
}
