using System.Buffers;
using System.Text;
using PackageWall.Inspection.Languages;

namespace PackageWall.Inspection.Layers;

/// <summary>Code whose letters were moved along the alphabet (rot-13 and its like), found by rotated words that code cannot do without.</summary>
internal static class Rotations
{
    private const int Least = 60;
    private const int Letters = 26;

    private static readonly string[] Words = ["require(", "function(", "function (", "process.env", "child_process", "module.exports", "import os", "import sys", "subprocess", "__import__", "urllib.request", "eval("];

    private static readonly SearchValues<string> Rotated =
        SearchValues.Create([.. Enumerable.Range(1, Letters - 1).SelectMany(by => Words.Select(word => Turned(word, by)))], StringComparison.Ordinal);

    /// <summary>Whether a text has a rotated word of code in it.</summary>
    public static bool MayHide(string text) => text.Length >= Least && text.Contains('(') && text.AsSpan().ContainsAny(Rotated);

    /// <summary>The code, when a text reads as code after a turn, or null.</summary>
    public static (byte[] Content, string Language, string Encoding)? Open(string text)
    {
        for (int by = 1; by < Letters; by++)
        {
            if (!Words.Any(word => text.Contains(Turned(word, by), StringComparison.Ordinal)))
            {
                continue;
            }

            byte[] content = Encoding.UTF8.GetBytes(Turned(text, Letters - by));
            string language = LanguageSniffer.SniffLayer(content);
            if (HiddenConstants.IsCode(language))
            {
                return (content, language, $"rot{by}");
            }
        }

        return null;
    }

    private static string Turned(string text, int by) => string.Create(text.Length, (text, by), static (turned, from) =>
    {
        for (int at = 0; at < turned.Length; at++)
        {
            char letter = from.text[at];
            turned[at] = char.IsAsciiLetterLower(letter) ? (char)('a' + (letter - 'a' + from.by) % Letters)
                : char.IsAsciiLetterUpper(letter) ? (char)('A' + (letter - 'A' + from.by) % Letters)
                : letter;
        }
    });
}
