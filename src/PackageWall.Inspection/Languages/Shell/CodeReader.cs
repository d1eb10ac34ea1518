using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>Reads code that stands in a command line (<c>node -e "…"</c>) with the reader of its own language.</summary>
public delegate FileFacts CodeReader(string language, SourceText source);

/// <summary>Code found in a command line.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Language">What runs it.</param>
/// <param name="Encoding">How it was hidden, or null when it stood there as it is.</param>
/// <param name="Line">The line that holds it.</param>
internal sealed record InnerCode(byte[] Content, string Language, string? Encoding, int Line);
