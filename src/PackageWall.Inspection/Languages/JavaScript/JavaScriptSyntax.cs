using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Text of JavaScript or TypeScript to the shared syntax. Never throws; linear in the length of the text.</summary>
internal static class JavaScriptSyntax
{
    private const int MarkupComments = 100;

    /// <summary>Where Flow looks for the word that switches it on.</summary>
    private const int FlowPragma = 1024;

    /// <summary>Parses one file.</summary>
    public static SyntaxTree Parse(ReadOnlySpan<byte> content, string file)
    {
        var text = JsText.Decode(content, out var isOdd);
        return Parse(text, DialectOf(file, text), isOdd);
    }

    /// <summary>Parses text that is already decoded.</summary>
    public static SyntaxTree Parse(string text, JsDialect dialect, bool isOddlyEncoded = false)
    {
        var oddities = new JsOddities();
        var prints = new JsFingerprints(text, oddities);
        var names = new JsNames();
        var lexer = new JsLexer(text, 0, text.Length, 1, names, oddities);
        var parser = new JsParser(lexer, prints, dialect);
        var root = parser.ParseProgram();
        if (lexer.MarkupComments.Count > 0)
        {
            root = WithMarkupComments(root, lexer, names, oddities, prints, dialect);
        }

        JsText.Find(text, isOddlyEncoded, oddities);
        prints.Finish(names);
        return new SyntaxTree(text, root, oddities.Found, parser.Unread);
    }

    private static JsDialect DialectOf(string file, string text) =>
        file.EndsWith(".tsx", StringComparison.OrdinalIgnoreCase) ? JsDialect.TypeScriptMarkup
        : file.EndsWith(".ts", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".mts", StringComparison.OrdinalIgnoreCase)
            || file.EndsWith(".cts", StringComparison.OrdinalIgnoreCase) ? JsDialect.TypeScript
        : text.AsSpan(0, Math.Min(text.Length, FlowPragma)).Contains("@flow", StringComparison.Ordinal) ? JsDialect.Flow
        : JsDialect.JavaScript;

    /// <summary>
    /// Annex B.1.1 lets scripts begin a comment with <c>&lt;!--</c> or <c>--&gt;</c>; in a module the same is code. Which of both the
    /// file is, only its loader knows, so the comments are read as code too.
    /// </summary>
    private static Block WithMarkupComments(Block root, JsLexer lexer, JsNames names, JsOddities oddities, JsFingerprints prints, JsDialect dialect)
    {
        var body = new List<Node>(root.Body);
        foreach (var (start, end, line) in lexer.MarkupComments.Take(MarkupComments))
        {
            if (start < end)
            {
                body.Add(new JsParser(new JsLexer(lexer.Source, start, end, line, names, oddities), prints, dialect).ParseProgram());
            }
        }

        return root with { Body = body };
    }
}
