using System.Text;
using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>
/// Reads shell scripts and command lines (npm scripts, <c>subprocess</c> strings): what they fetch, start, read, send and write.
/// Code of other languages on the command line is read by <paramref name="reader"/>; without one it is reported as unread.
/// </summary>
public sealed class ShellReader(CodeReader? reader = null) : ILanguageReader
{
    /// <inheritdoc/>
    public string Language => Languages.Language.Shell;

    /// <inheritdoc/>
    public FileFacts Read(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var text = Encoding.UTF8.GetString(source.Content.Span);
        var sink = new CommandSink(source, text, InnerReaders.With(reader));
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            sink.Add("text.nul", 0, -1, null, []);
        }

        new ShellRunner(sink, Vocabulary.Default, text).Run();
        return sink.ToFacts();
    }
}
