using System.Globalization;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Classes of characters, as ECMA-262 section 12.7 has them.</summary>
internal static class JsCharacters
{
    private static readonly bool[] Part = Table(withDigits: true);
    private static readonly bool[] First = Table(withDigits: false);

    /// <summary>Whether an ASCII character begins a name.</summary>
    public static bool IsNameStart(char c) => c < 128 && First[c];

    /// <summary>Whether an ASCII character continues a name.</summary>
    public static bool IsNamePart(char c) => c < 128 && Part[c];

    /// <summary>Whether any character continues a name; surrogates do, since letters of other planes are written with them.</summary>
    public static bool IsAnyNamePart(char c) => c < 128
        ? Part[c]
        : c is '\u200c' or '\u200d' || char.GetUnicodeCategory(c) is
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
            UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber or
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber or
            UnicodeCategory.ConnectorPunctuation or UnicodeCategory.Surrogate || c is '\u2118' or '\u212e' or '\u309b' or '\u309c';

    /// <summary>White space or the end of a line, outside ASCII too.</summary>
    public static bool IsBlank(char c) =>
        c is ' ' or '\t' or '\n' or '\r' or '\v' or '\f' or '\u00a0' or '\ufeff' or '\u2028' or '\u2029'
        || (c >= 0x80 && char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator);

    private static bool[] Table(bool withDigits)
    {
        var table = new bool[128];
        for (var c = 0; c < table.Length; c++)
        {
            table[c] = char.IsAsciiLetter((char)c) || c is '_' or '$' || (withDigits && char.IsAsciiDigit((char)c));
        }

        return table;
    }
}
