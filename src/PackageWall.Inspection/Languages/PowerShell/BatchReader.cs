using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Shell;

namespace PackageWall.Inspection.Languages.PowerShell;

/// <summary>Reads Windows batch files and what <c>cmd /c</c> is given.</summary>
public sealed class BatchReader(CodeReader? reader = null) : ILanguageReader
{
    /// <inheritdoc/>
    public string Language => Languages.Language.Batch;

    /// <inheritdoc/>
    public FileFacts Read(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var text = ScriptText.Decode(source.Content.Span);
        var sink = new CommandSink(source, text, ReadInner);
        ScriptText.FindOddities(text, sink);
        new BatchRunner(sink, Vocabulary.Default).Run(text);
        return sink.ToFacts();
    }

    private FileFacts ReadInner(string language, SourceText source) => language switch
    {
        Languages.Language.Batch => Read(source),
        Languages.Language.PowerShell => new PowerShellReader(reader).Read(source),
        Languages.Language.Shell => new ShellReader(reader).Read(source),
        _ => reader?.Invoke(language, source) ?? new FileFacts { Unread = [$"{language} in a batch file was not read"] },
    };
}
