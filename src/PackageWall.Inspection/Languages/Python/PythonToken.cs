namespace PackageWall.Inspection.Languages.Python;

/// <summary>The kinds of Python tokens.</summary>
internal enum PythonTokenKind : byte
{
    End,
    Newline,
    Indent,
    Dedent,
    Name,
    Number,
    String,
    FormatString,
    Operator,
}

/// <summary>
/// A token. <see cref="Value"/> is the name or operator as <see cref="string"/>, the number as <see cref="double"/>, the text as
/// <see cref="string"/> or <c>byte[]</c>, or a list of <see cref="FormatPart"/>.
/// </summary>
internal readonly record struct PythonToken(PythonTokenKind Kind, int Start, int End, int Line, object? Value)
{
    public bool Is(string text) => Kind is PythonTokenKind.Operator or PythonTokenKind.Name && (string)Value! == text;

    public bool IsName => Kind == PythonTokenKind.Name;
}

/// <summary>A part of an f-string: text, or the place of an expression in the source.</summary>
internal sealed record FormatPart(string? Text, int Start, int End, int Line);
