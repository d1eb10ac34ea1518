using System.Text;
using PackageWall.Inspection.Languages.Shell;

namespace PackageWall.Inspection.Languages.PowerShell;

/// <summary>Bytes of a Windows script to text, and what is odd about it.</summary>
internal static class ScriptText
{
    private const int Padding = 300;

    /// <summary>UTF-8, or UTF-16 when its mark says so.</summary>
    public static string Decode(ReadOnlySpan<byte> content) => content switch
    {
        [0xff, 0xfe, ..] => Encoding.Unicode.GetString(content[2..]),
        [0xfe, 0xff, ..] => Encoding.BigEndianUnicode.GetString(content[2..]),
        [0xef, 0xbb, 0xbf, ..] => Encoding.UTF8.GetString(content[3..]),
        _ => Encoding.UTF8.GetString(content),
    };

    /// <summary>Adds <c>text.padding</c> and <c>text.nul</c>.</summary>
    public static void FindOddities(string text, CommandSink sink)
    {
        var (line, blanks) = (1, 0);
        foreach (var c in text)
        {
            if (c is ' ' or '\t')
            {
                blanks++;
                continue;
            }

            if (blanks >= Padding && c is not ('\n' or '\r' or '#'))
            {
                sink.Add("text.padding", line, -1, null, []);
            }

            if (c == '\0')
            {
                sink.Add("text.nul", line, -1, null, []);
            }

            blanks = 0;
            line += c == '\n' ? 1 : 0;
        }
    }
}
