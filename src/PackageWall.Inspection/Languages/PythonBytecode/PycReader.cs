using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Evaluation;
using PackageWall.Inspection.Languages.Python;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>
/// Reads compiled Python into facts without loading it: the marshalled code object is read, its instructions are written out as source that does
/// the same, and that is read as Python. Lines of facts are lines of that text, which their evidence shows.
/// </summary>
internal sealed class PycReader : ILanguageReader
{
    // What may come of each byte, and of the smallest file.
    private const int MostPerByte = 32;
    private const int Least = 1 << 20;

    /// <inheritdoc/>
    string ILanguageReader.Language => Language.Pyc;

    /// <inheritdoc/>
    public FileFacts Read(SourceText source)
    {
        if (source.Content.Length > source.Budget.Limits.SourceBytes)
        {
            return FileFacts.None with { Unread = [$"{source.Content.Length} bytes are more than source may have"] };
        }

        return Write(source.Content, source.Budget.Cancellation) is var (text, unread) && text.Length == 0
            ? FileFacts.None with { Unread = unread }
            : ScriptEvaluator.Evaluate(Language.Python, Parse(text, unread), source);
    }

    /// <summary>The source that a compiled file is written out as, and why it is not all of it.</summary>
    internal static (string Text, IReadOnlyList<string> Unread) Write(ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        if (PycHeader.Read(content.Span) is not { Version: > 0 } header)
        {
            return ("", ["it does not begin as compiled Python does"]);
        }

        if (!header.IsRelease || OpcodeTable.Of(header.Version) is null)
        {
            return ("", [$"it was compiled by {(header.IsRelease ? "" : "an early ")}CPython {PycHeader.NameOf(header.Version)}, whose instructions are not read"]);
        }

        var text = new WrittenText(Least + ((long)content.Length * MostPerByte), cancellation);
        try
        {
            CodeWriter.Write(text, header.Version, MarshalReader.Read(content[header.Length..], header.Version, cancellation));
        }
        catch (MarshalException fault)
        {
            text.NotRead($"it is no compiled module: {fault.Message}");
        }
        catch (TextBudgetException)
        {
            text.NotRead("more comes of it than its size allows");
        }

        return (text.ToString(), text.Reasons);
    }

    // None of the oddities of text: this text is ours.
    private static SyntaxTree Parse(string text, IReadOnlyList<string> reasons)
    {
        var unread = reasons.ToList();
        var (tokens, _) = PythonLexer.Read(text);
        return new SyntaxTree(text, PythonParser.Parse(text, tokens, unread), [], unread);
    }
}
