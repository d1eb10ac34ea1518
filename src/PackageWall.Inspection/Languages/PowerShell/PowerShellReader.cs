using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Shell;

namespace PackageWall.Inspection.Languages.PowerShell;

/// <summary>Reads PowerShell: what it fetches, starts, reads, sends and changes. Code of other languages is read by <paramref name="reader"/>.</summary>
public sealed class PowerShellReader(CodeReader? reader = null) : ILanguageReader
{
    /// <inheritdoc/>
    public string Language => Languages.Language.PowerShell;

    /// <inheritdoc/>
    public FileFacts Read(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var text = ScriptText.Decode(source.Content.Span);
        var sink = new CommandSink(source, text, InnerReaders.With(reader));
        ScriptText.FindOddities(text, sink);
        new PsRunner(sink, Vocabulary.Default).Run(text);
        return sink.ToFacts();
    }
}
