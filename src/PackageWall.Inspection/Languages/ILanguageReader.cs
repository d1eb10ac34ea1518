using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages;

/// <summary>
/// Reads files of one language into facts. Implementations are linear in the size of the input, never run anything, never
/// recurse without a bound, and never throw on any input: what they cannot read they say in <see cref="FileFacts.Unread"/>.
/// </summary>
public interface ILanguageReader
{
    /// <summary>The language, as <see cref="LanguageSniffer"/> names it.</summary>
    string Language { get; }

    /// <summary>Reads one file, or one decoded layer of one.</summary>
    FileFacts Read(SourceText source);
}
