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
        var sink = new CommandSink(source, text, InnerReaders.With(reader));
        ScriptText.FindOddities(text, sink);
        new BatchRunner(sink, Vocabulary.Default).Run(text);
        return sink.ToFacts();
    }
}
