using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Outlines;

/// <summary>
/// What one quick walk through a file tells: which files it names, what of them it calls, and whether anything in it could have an
/// effect at all. A file that names nothing powerful, hides nothing and computes no name of anything powerful needs no evaluation.
/// </summary>
/// <param name="Because">What may have an effect, or null when nothing may.</param>
/// <param name="Facts">References, calls and addresses: all that there is to say of a file without effects.</param>
/// <param name="IsDeep">Whether what has an effect runs, sends or fetches something: then it is worth knowing what flows there.</param>
/// <param name="Declared">Every name that the file declares anywhere: names of packages among them mean something else there.</param>
/// <param name="Texts">Shorter texts that stand in it.</param>
/// <param name="Telling">Those of them that may name a place or a host.</param>
/// <param name="Acting">The functions in which something may have an effect, or null when it may be anywhere.</param>
internal sealed record Outline(string? Because, FileFacts Facts, bool IsDeep, HashSet<Node>? Acting, HashSet<string> Declared, HashSet<string> Texts, HashSet<string> Telling)
{
    /// <summary>Whether a text stands in the file and names no place and no host.</summary>
    public bool IsHarmless(string text) => Texts.Contains(text) && !Telling.Contains(text);
}
