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

    // Eight bits, then sixteen from each of both places where such a text may begin.
    private void ReadTexts(ReadOnlySpan<byte> content, FactList list)
    {
        int texts = 0;
        int facts = 0;
        for (int wide = 0; wide < 2; wide++)
        {
            int step = wide + 1;
            for (int phase = 0; phase <= wide; phase++)
            {
                int at = phase;
                while (facts < MostFacts && (at = PrintableRuns.Next(content, at, wide == 1, ShortestText)) >= 0)
                {
                    int start = at;
                    while (at < content.Length && PrintableRuns.IsLetter(content, at, wide == 1))
                    {
                        at += step;
                    }

                    if (content[start..Math.Min(at, content.Length)].IndexOfAny((byte)'/', (byte)'\\', (byte)'.') >= 0)
                    {
                        if (++texts > MostTexts)
                        {
                            list.Unread($"More than {MostTexts} strings.");
                            return;
                        }

                        facts += Look(content.Slice(start, Math.Min((at - start) / step, LongestText) * step), wide == 1, list);
                    }
                }
            }
        }
    }

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
