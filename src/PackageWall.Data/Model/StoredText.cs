namespace PackageWall.Data.Model;

/// <summary>Text as both databases keep it without change.</summary>
internal static class StoredText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// The text with NUL (PostgreSQL refuses it, SQLite ends there) and halves of surrogate pairs (no UTF-8 for them) replaced. The
    /// audit hash is taken after this, so that what is read back is what was hashed.
    /// </summary>
    public static string Clean(string text)
    {
        int at = FirstBad(text, 0);
        if (at < 0)
        {
            return text;
        }

        char[] copy = text.ToCharArray();
        for (; at >= 0; at = FirstBad(text, at + 1))
        {
            copy[at] = Replacement;
        }

        return new string(copy);
    }

    private static int FirstBad(string text, int from)
    {
        for (int i = from; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (text[i] == '\0' || char.IsSurrogate(text[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
