using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Evaluation;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Python;

/// <summary>Reads Python source, 2 or 3, into facts. Also used for single lines, such as the executable ones of a <c>.pth</c>.</summary>
public sealed class PythonReader : ILanguageReader
{
    /// <inheritdoc/>
    string ILanguageReader.Language => Languages.Language.Python;

    /// <inheritdoc/>
    public FileFacts Read(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Content.Length > source.Budget.Limits.SourceBytes)
        {
            return FileFacts.None with { Unread = [$"{source.Content.Length} bytes are more than source may have"] };
        }

        return ScriptEvaluator.Evaluate(Languages.Language.Python, Parse(source.Content.Span), source);
    }

    internal static SyntaxTree Parse(ReadOnlySpan<byte> content)
    {
        var (text, oddities) = PythonText.Decode(content);
        TextOddities.Find(text, oddities);
        var (tokens, names) = PythonLexer.Read(text);
        oddities.AddRange(names.Take(20));
        var unread = new List<string>();
        var root = PythonParser.Parse(text, tokens, unread);
        return new SyntaxTree(text, root, oddities, unread);
    }
}
