namespace PackageWall.Inspection.Languages.CSharp;

/// <summary>What a token of C# or VB text is, as far as it matters for finding calls.</summary>
internal enum CSharpTokenKind
{
    Name,
    Text,
    Mark,
}

/// <summary>A token.</summary>
/// <param name="Kind">Name, string, or anything else (one character, or a number).</param>
/// <param name="Text">The name without escapes, the string's characters, or the mark.</param>
/// <param name="Line">From 1.</param>
internal readonly record struct CSharpToken(CSharpTokenKind Kind, string Text, int Line);
