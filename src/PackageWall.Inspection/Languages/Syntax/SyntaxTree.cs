namespace PackageWall.Inspection.Languages.Syntax;

/// <summary>A parsed file.</summary>
/// <param name="Text">The decoded source, for excerpts.</param>
/// <param name="Root">Its statements.</param>
/// <param name="Oddities">
/// Facts of the text itself as (name, line, excerpt): <c>text.padding</c>, <c>text.bidi</c>, <c>text.invisible</c>, <c>text.odd-encoding</c>,
/// <c>text.nul</c>, <c>text.single-line</c>, <c>obfuscation.*</c>.
/// </param>
/// <param name="Unread">Why it was not read to its end (depth or token caps), empty when it was.</param>
public sealed record SyntaxTree(string Text, Block Root, IReadOnlyList<(string Name, int Line, string Excerpt)> Oddities, IReadOnlyList<string> Unread);
