using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages;

/// <summary>
/// Reads text as another language: how a reader hands on what it finds inside its own files (a line of Python in a <c>.pth</c>, a
/// command line in MSBuild) without knowing the other readers.
/// </summary>
/// <param name="language">One of the names in <see cref="Language"/>.</param>
/// <param name="source">The text, with the place it came from.</param>
internal delegate FileFacts ReadAs(string language, SourceText source);
