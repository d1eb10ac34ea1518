using System.Collections.Frozen;
using PackageWall.Inspection.Languages.Python;

namespace PackageWall.Inspection.Languages;

/// <summary>The readers that there are, by language. A new reader is a line here.</summary>
public sealed class LanguageReaders
{
    private readonly FrozenDictionary<string, ILanguageReader> _byLanguage;

    /// <summary>Makes a set of readers, one per language.</summary>
    public LanguageReaders(IEnumerable<ILanguageReader> readers) =>
        _byLanguage = readers.ToFrozenDictionary(reader => reader.Language, StringComparer.Ordinal);

    /// <summary>All readers of the product.</summary>
    public static LanguageReaders Default { get; } = new(
    [
        new PythonReader(),
    ]);

    /// <summary>The reader of a language, or null when nothing reads it.</summary>
    public ILanguageReader? For(string language) => _byLanguage.GetValueOrDefault(language);
}
