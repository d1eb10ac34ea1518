using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.Outlines;

/// <summary>
/// What one quick walk through a file tells: which files it names, what of them it calls, and whether anything in it could have an
/// effect at all. A file that names nothing powerful, hides nothing and computes no name of anything powerful needs no evaluation.
/// </summary>
/// <param name="Because">What may have an effect, or null when nothing may.</param>
/// <param name="Facts">References, calls and addresses: all that there is to say of a file without effects.</param>
internal sealed record Outline(string? Because, FileFacts Facts);
