using System.Text;
using System.Xml;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.DotNet;

namespace PackageWall.Inspection.Languages.MsBuild;

/// <summary>
/// Reads props, targets and projects as XML, never with MSBuild itself: inline tasks and their code, commands, downloads, assemblies
/// of tasks, other project files, and calls in property expressions. Conditions are not judged; everything counts as if it ran.
/// </summary>
internal sealed class MsBuildReader(ReadAs readAs, ILiteralVocabulary vocabulary) : ILanguageReader
{
    private const int PaddingWidth = 200;

    public string Language => Languages.Language.MsBuild;

    public FileFacts Read(SourceText source)
    {
        var list = new FactList(source.File);
        if (source.Content.Length > source.Budget.Limits.SourceBytes)
        {
            list.Unread("Larger than the limit for source text.");
            return list.Finish();
        }

        FindPadding(source, list);
        var properties = new PropertyTable();

        // Twice: properties may be set below where they are used (in another target), and the second reading knows them all.
        XmlWalk.Read(source.Content, (_, _) => { }, (text, path) =>
        {
            if (path.Count >= 2 && path[^2] == "PropertyGroup")
            {
                properties.Set(path[^1], text.Trim());
            }
        });
        var elements = new MsBuildElements(source, list, properties, readAs, vocabulary);
        string? error = XmlWalk.Read(source.Content, elements.Element, elements.Text);
        if (error is not null)
        {
            list.Unread(error);
        }

        return list.Finish();
    }

    // An element pushed out of sight to the right.
    private static void FindPadding(SourceText source, FactList list)
    {
        int line = source.FirstLine;
        int blanks = 0;
        foreach (byte b in source.Content.Span)
        {
            if (b is (byte)' ' or (byte)'\t')
            {
                blanks++;
                continue;
            }

            if (blanks >= PaddingWidth && b == (byte)'<')
            {
                list.Add("text.padding", line, $"{blanks} blanks before an element", blanks.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            line += b == (byte)'\n' ? 1 : 0;
            blanks = b == 0 ? blanks : 0;
        }
    }
}
