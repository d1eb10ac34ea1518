namespace PackageWall.Inspection.Languages;

/// <summary>The readers of all languages by the name of their language.</summary>
public static class LanguageReaders
{
    /// <summary>The readers of the product.</summary>
    public static IReadOnlyDictionary<string, ILanguageReader> Default { get; } = new Dictionary<string, ILanguageReader>();
}
