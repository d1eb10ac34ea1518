using System.Globalization;
using System.Text;

namespace PackageWall.Inspection.Manifests.Layout;

/// <summary>
/// Brings composed and decomposed spellings of a name together. The product runs without culture data, where the runtime's own
/// normalisation leaves text as it is, so the Latin letters that file systems fold are listed here. What is not listed keeps its
/// marks apart, and two such names stay two.
/// </summary>
internal static class Composition
{
    // Base letter, then its composed forms in the order of Marks. Lower case only: keys are folded before.
    private const string Marks = "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030A\u030B\u030C\u0323\u0327\u0328";

    private static readonly Dictionary<char, string> Letters = new()
    {
        ['a'] = "àáâãāăȧäå\0ǎạ\0ą", ['c'] = "\0ćĉ\0\0\0ċ\0\0\0č\0ç\0", ['d'] = "\0\0\0\0\0\0ḋ\0\0\0ďḍḑ\0", ['e'] = "èéêẽēĕėë\0\0ěẹȩę",
        ['g'] = "\0ǵĝ\0ḡğġ\0\0\0ǧ\0ģ\0", ['h'] = "\0\0ĥ\0\0\0ḣḧ\0\0ȟḥḩ\0", ['i'] = "ìíîĩīĭ\0ï\0\0ǐị\0į", ['j'] = "\0\0ĵ\0\0\0\0\0\0\0ǰ\0\0\0",
        ['k'] = "\0ḱ\0\0\0\0\0\0\0\0ǩḳķ\0", ['l'] = "\0ĺ\0\0\0\0\0\0\0\0ľḷļ\0", ['n'] = "ǹń\0ñ\0\0ṅ\0\0\0ňṇņ\0", ['o'] = "òóôõōŏȯö\0őǒọ\0ǫ",
        ['r'] = "\0ŕ\0\0\0\0ṙ\0\0\0řṛŗ\0", ['s'] = "\0śŝ\0\0\0ṡ\0\0\0šṣş\0", ['t'] = "\0\0\0\0\0\0ṫẗ\0\0ťṭţ\0", ['u'] = "ùúûũūŭ\0üůűǔụ\0ų",
        ['w'] = "ẁẃŵ\0\0\0ẇẅẘ\0\0ẉ\0\0", ['y'] = "ỳýŷỹȳ\0ẏÿẙ\0\0ỵ\0\0", ['z'] = "\0źẑ\0\0\0ż\0\0\0žẓ\0\0",
    };

    public static string Compose(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            int mark = Marks.IndexOf(c, StringComparison.Ordinal);
            if (mark >= 0 && result.Length > 0 && Letters.TryGetValue(result[^1], out string? forms) && forms[mark] != '\0')
            {
                result[^1] = forms[mark];
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }
}
