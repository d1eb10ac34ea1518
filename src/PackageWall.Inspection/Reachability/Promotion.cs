using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Reachability;

/// <summary>Which files an import or a start could mean whose name could not be folded: those of its language, in its folder and below.</summary>
/// <param name="Language">The language that is looked for.</param>
/// <param name="IsByName">Whether only files named <c>.py</c>, and compiled ones, can be meant: Python's import takes no other text.</param>
internal readonly record struct Promotion(string Language, bool IsByName)
{
    /// <summary>The promotion of a reference without a target, in a file of this language.</summary>
    public static Promotion Of(Reference reference, string language) => new(
        reference.RunAs ?? (language == Languages.Language.Pyc ? Languages.Language.Python : language),
        reference.Kind == ReferenceKind.Import && language is Languages.Language.Python or Languages.Language.Pyc && reference.RunAs is null or Languages.Language.Python);

    /// <summary>Whether a file could be meant.</summary>
    public bool Covers(string path, string language) =>
        language == Languages.Language.Pyc ? Language == Languages.Language.Python && !path.Contains("__pycache__/", StringComparison.Ordinal)
        : language == Language && !(IsByName && !path.EndsWith(".py", StringComparison.OrdinalIgnoreCase));
}
