using System.Globalization;

namespace PackageWall.Inspection.Languages.Marks;

/// <summary>
/// The small steps that marks are made of: each takes a place in a text and gives the place behind what it asks for. Words and blanks
/// are those of Unicode, as regular expressions of .NET understand them.
/// </summary>
internal static class Letters
{
    /// <summary>The place behind what does not stand there. Every step takes it and gives it again.</summary>
    public const int None = -1;

    private const int WordCategories = (1 << (int)UnicodeCategory.UppercaseLetter) | (1 << (int)UnicodeCategory.LowercaseLetter)
        | (1 << (int)UnicodeCategory.TitlecaseLetter) | (1 << (int)UnicodeCategory.ModifierLetter) | (1 << (int)UnicodeCategory.OtherLetter)
        | (1 << (int)UnicodeCategory.NonSpacingMark) | (1 << (int)UnicodeCategory.DecimalDigitNumber)
        | (1 << (int)UnicodeCategory.ConnectorPunctuation);

    public static bool IsWord(char letter) => char.IsAscii(letter)
        ? char.IsAsciiLetterOrDigit(letter) || letter == '_'
        : ((WordCategories >> (int)CharUnicodeInfo.GetUnicodeCategory(letter)) & 1) != 0;

    /// <summary>Whether a word begins or ends at a place. The joiners are parts of words here, and only here.</summary>
    public static bool IsEdge(ReadOnlySpan<char> text, int at) =>
        (at > 0 && IsJoined(text[at - 1])) != ((uint)at < (uint)text.Length && IsJoined(text[at]));

    private static bool IsJoined(char letter) => IsWord(letter) || letter is '\u200C' or '\u200D';

    /// <summary>The place itself when a word begins or ends there.</summary>
    public static int Edge(ReadOnlySpan<char> text, int at) => at >= 0 && IsEdge(text, at) ? at : None;

    public static int After(ReadOnlySpan<char> text, int at, string word) =>
        (uint)at < (uint)text.Length && text[at] == word[0] && text[at..].StartsWith(word) ? at + word.Length : None;

    public static int After(ReadOnlySpan<char> text, int at, char letter) => at >= 0 && at < text.Length && text[at] == letter ? at + 1 : None;

    public static int AfterOneOf(ReadOnlySpan<char> text, int at, string letters) =>
        at >= 0 && at < text.Length && letters.Contains(text[at]) ? at + 1 : None;

    public static int AfterAny(ReadOnlySpan<char> text, int at, string[] words)
    {
        if ((uint)at < (uint)text.Length)
        {
            foreach (string word in words)
            {
                if (text[at] == word[0] && After(text, at, word) is >= 0 and var end)
                {
                    return end;
                }
            }
        }

        return None;
    }

    /// <summary>Behind the one of some words that stands at a place and ends there.</summary>
    public static int AfterAnyWhole(ReadOnlySpan<char> text, int at, string[] words)
    {
        if ((uint)at < (uint)text.Length)
        {
            foreach (string word in words)
            {
                if (text[at] == word[0] && Edge(text, After(text, at, word)) is >= 0 and var end)
                {
                    return end;
                }
            }
        }

        return None;
    }

    /// <summary>Behind a word in small letters, however it is written here: regular expressions take the sign of Kelvin for a k.</summary>
    public static int AfterInAnyCase(ReadOnlySpan<char> text, int at, string word)
    {
        if (at < 0 || text.Length - at < word.Length)
        {
            return None;
        }

        for (int i = 0; i < word.Length; i++)
        {
            char letter = text[at + i];
            if (!(letter == word[i] || (char.IsAsciiLetterLower(word[i]) && (letter | 0x20) == word[i]) || (letter == '\u212A' && word[i] == 'k')))
            {
                return None;
            }
        }

        return at + word.Length;
    }

    /// <summary>Behind any blanks, new lines among them.</summary>
    public static int Blanks(ReadOnlySpan<char> text, int at)
    {
        if (at < 0)
        {
            return None;
        }

        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Behind one blank or more.</summary>
    public static int SomeBlanks(ReadOnlySpan<char> text, int at) => Blanks(text, at) is var end && end > at ? end : None;

    /// <summary>Behind the letters of a word, and those given, if any.</summary>
    public static int Word(ReadOnlySpan<char> text, int at, string others = "")
    {
        if (at < 0)
        {
            return None;
        }

        while (at < text.Length && (IsWord(text[at]) || others.Contains(text[at])))
        {
            at++;
        }

        return at;
    }

    /// <summary>Behind one letter of a word or more.</summary>
    public static int SomeWord(ReadOnlySpan<char> text, int at, string others = "") => Word(text, at, others) is var end && end > at ? end : None;

    /// <summary>Where the line of a place ends.</summary>
    public static int LineEnd(ReadOnlySpan<char> text, int at) => text[at..].IndexOf('\n') is >= 0 and var length ? at + length : text.Length;

    /// <summary>The last end of a line, or the text's, that only blanks part from a place.</summary>
    public static int LastLineEnd(ReadOnlySpan<char> text, int at)
    {
        int end = Blanks(text, at);
        if (end < 0 || end == text.Length)
        {
            return end;
        }

        return text[at..end].LastIndexOf('\n') is >= 0 and var length ? at + length : None;
    }

    /// <summary>The place itself when only blanks stand before it on its line, none of them before <paramref name="from"/>.</summary>
    public static int Head(ReadOnlySpan<char> text, int from, int at)
    {
        for (int i = at; ; i--)
        {
            if (i == 0 || text[i - 1] == '\n')
            {
                return at;
            }

            if (i == from || !char.IsWhiteSpace(text[i - 1]))
            {
                return None;
            }
        }
    }

    /// <summary>The place itself when a sign and then only blanks stand before it, the sign not before <paramref name="from"/>.</summary>
    public static int Behind(ReadOnlySpan<char> text, int from, int at, char sign)
    {
        int i = at - 1;
        while (i >= from && char.IsWhiteSpace(text[i]))
        {
            i--;
        }

        return i >= from && text[i] == sign ? at : None;
    }
}
