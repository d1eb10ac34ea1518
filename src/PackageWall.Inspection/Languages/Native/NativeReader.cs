using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.DotNet;

namespace PackageWall.Inspection.Languages.Native;

/// <summary>
/// Reads native code as far as it goes without a disassembler: its kind, marks of packers, and the places and hosts among its
/// printable strings, in eight and sixteen bits.
/// </summary>
internal sealed class NativeReader(ILiteralVocabulary vocabulary) : ILanguageReader
{
    private const int ShortestText = 6;
    private const int LongestText = 512;
    private const int MostTexts = 2_000_000;
    private const int MostFacts = 200;

    private static readonly (string Mark, string Packer)[] Packers =
        [("UPX!", "upx"), ("UPX0", "upx"), (".aspack", "aspack"), (".themida", "themida"), (".vmp0", "vmprotect"), (".MPRESS1", "mpress"), (".petite", "petite"), (".nsp0", "nspack")];

    public string Language => Languages.Language.Native;

    public FileFacts Read(SourceText source)
    {
        var list = new FactList(source.File);
        ReadOnlySpan<byte> content = source.Content.Span;
        string kind = NativeKind.Of(content) ?? "unknown";
        list.Add("native.binary", 0, $"{kind}, {content.Length} bytes", kind);
        foreach ((string mark, string packer) in Packers)
        {
            // Section names stand near the start, UPX's own mark also near the end.
            ReadOnlySpan<byte> bytes = Encoding.ASCII.GetBytes(mark);
            if (content[..Math.Min(content.Length, 8192)].IndexOf(bytes) >= 0 || content[Math.Max(0, content.Length - 1024)..].IndexOf(bytes) >= 0)
            {
                list.Add("native.packed", 0, mark, packer);
            }
        }

        ReadTexts(content, list);
        return list.Finish();
    }

    // A text of the least length covers a place at every such distance, so only those are looked at until one is found.
    private void ReadTexts(ReadOnlySpan<byte> content, FactList list)
    {
        int texts = 0;
        int facts = 0;
        for (int wide = 0; wide < 2; wide++)
        {
            for (int phase = 0; phase <= wide; phase++)
            {
                int step = wide + 1;
                int done = phase;
                for (int at = phase + ((ShortestText - 1) * step); at < content.Length && facts < MostFacts; at += ShortestText * step)
                {
                    if (!IsLetter(content, at, wide == 1))
                    {
                        continue;
                    }

                    int start = at;
                    while (start - step >= done && IsLetter(content, start - step, wide == 1))
                    {
                        start -= step;
                    }

                    int end = at + step;
                    while (end < content.Length && IsLetter(content, end, wide == 1))
                    {
                        end += step;
                    }

                    // The next place to look at, less the stride that the loop adds.
                    done = end;
                    int length = (end - start) / step;
                    if (length >= ShortestText && content[start..Math.Min(end, content.Length)].IndexOfAny((byte)'/', (byte)'\\', (byte)'.') >= 0)
                    {
                        if (++texts > MostTexts)
                        {
                            list.Unread($"More than {MostTexts} strings.");
                            return;
                        }

                        facts += Look(content.Slice(start, Math.Min(length, LongestText) * step), wide == 1, list);
                    }

                    at = end - step;
                }
            }
        }
    }

    private static bool IsLetter(ReadOnlySpan<byte> content, int at, bool isWide) =>
        content[at] is >= 0x20 and < 0x7f && (!isWide || (at + 1 < content.Length && content[at + 1] == 0));

    private int Look(ReadOnlySpan<byte> bytes, bool wide, FactList list)
    {
        string text = wide ? Encoding.Unicode.GetString(bytes) : Encoding.Latin1.GetString(bytes);
        int found = 0;
        foreach (string? fact in (string?[])[vocabulary.Place(text), AddressShape.Is(text) ? vocabulary.Host(text) : null])
        {
            if (fact is not null)
            {
                // A string in a binary says what it may do, not that it does: the fact it would make in source is told as its origin.
                list.Add("native.strings", 0, $"{fact}: {text}", text, from: [fact]);
                found++;
            }
        }

        return found;
    }
}
