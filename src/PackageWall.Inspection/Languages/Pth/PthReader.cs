using System.Text;
using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.Pth;

/// <summary>
/// Reads a Python path configuration file: which of its lines run at every start of the interpreter, what they do, and which
/// folders it puts on the search path.
/// </summary>
internal sealed class PthReader(ReadAs readAs) : ILanguageReader
{
    private const int LongLine = 300;
    private const int PaddingWidth = 300;

    public string Language => Languages.Language.Pth;

    public FileFacts Read(SourceText source)
    {
        var facts = new FactList(source.File);
        ReadOnlySpan<byte> content = source.Content.Span;
        if (PthLines.HasOddBytes(content))
        {
            facts.Add("pth.odd-bytes", 0, "Bytes that are not UTF-8, or control characters", source.File);
        }

        bool pinned = PthTemplates.IsPinnedFile(content);
        foreach (PthLine line in PthLines.Read(content))
        {
            int number = source.FirstLine + line.Number - 1;
            if (line.Kind == PthLineKind.Code)
            {
                bool known = pinned || PthTemplates.IsNamespacePackage(line.Text);
                facts.Add(known ? "pth.import.pinned" : "pth.import", number, line.Text, line.Text);
                AddLooks(facts, line, number, known);
                facts.Take(readAs(Languages.Language.Python, source with { Content = Encoding.UTF8.GetBytes(line.Text), FirstLine = number, Unit = "" }));
            }
            else if (LeavesPackage(line.Text))
            {
                facts.Add("pth.path", number, line.Text, line.Text.Trim());
            }
        }

        return facts.Finish();
    }

    private static void AddLooks(FactList facts, PthLine line, int number, bool known)
    {
        if (line.Text.Length > LongLine && !known)
        {
            facts.Add("pth.long", number, line.Text, line.Text.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        int blanks = 0;
        foreach (char c in line.Text)
        {
            if (c is not (' ' or '\t') && blanks >= PaddingWidth)
            {
                facts.Add("text.padding", number, line.Text.Replace("  ", "", StringComparison.Ordinal), line.Text.TrimEnd()[^Math.Min(80, line.Text.TrimEnd().Length)..]);
                return;
            }

            blanks = c is ' ' or '\t' ? blanks + 1 : 0;
        }
    }

    private static bool LeavesPackage(string line)
    {
        string path = line.Trim().Replace('\\', '/');
        return path.StartsWith('/') || path.StartsWith('~') || (path.Length > 1 && path[1] == ':') || path.Split('/').Contains("..");
    }
}
