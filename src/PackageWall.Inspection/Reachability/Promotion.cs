using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Manifests.Layout;

namespace PackageWall.Inspection.Reachability;

/// <summary>Which files an import or a start could mean whose name could not be folded: those of its language, in its folder and below.</summary>
/// <param name="Language">The language that is looked for.</param>
/// <param name="IsAnyProgram">
/// Whether not even the program is known. Most such calls start a compiler or git; tests, documents and examples are not what they mean.
/// </param>
/// <param name="IsByName">Whether only files named <c>.py</c> can be meant: Python's import takes no other text.</param>
internal readonly record struct Promotion(string Language, bool IsAnyProgram, bool IsByName)
{
    /// <summary>The promotion of a reference without a target, in a file of this language.</summary>
    public static Promotion Of(Reference reference, string language) => new(
        reference.RunAs ?? language,
        reference is { Kind: ReferenceKind.Spawn, RunAs: null },
        reference.Kind == ReferenceKind.Import && language == Languages.Language.Python);

    /// <summary>Whether a file could be meant.</summary>
    public bool Covers(PackageFile file) => Covers(file.Path, file.Language);

    /// <summary>Whether a file could be meant.</summary>
    public bool Covers(string path, string language) =>
        language == Language && !(IsAnyProgram && PackagePath.IsDormant(path)) && !(IsByName && !path.EndsWith(".py", StringComparison.OrdinalIgnoreCase));
}
