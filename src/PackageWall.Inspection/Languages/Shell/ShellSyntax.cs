namespace PackageWall.Inspection.Languages.Shell;

/// <summary>Commands in order, whatever joins them.</summary>
internal sealed record ShellScript(IReadOnlyList<ShellPipeline> Pipelines);

/// <summary>Commands whose output feeds the next.</summary>
internal sealed record ShellPipeline(IReadOnlyList<ShellCommand> Commands);

/// <summary>One command, or a group of them in parentheses or braces.</summary>
internal sealed record ShellCommand(
    int Line,
    int Start,
    int End,
    IReadOnlyList<(string Name, ShellWord Value)> Assignments,
    IReadOnlyList<ShellWord> Words,
    IReadOnlyList<ShellRedirect> Redirects,
    ShellScript? Group);

/// <summary><c>&gt; file</c>, <c>&lt; file</c>, <c>&lt;&lt;&lt; text</c> or the body of a here-document (operator <c>&lt;&lt;</c>).</summary>
internal sealed record ShellRedirect(string Operator, ShellWord Target);

/// <summary>A word before expansion.</summary>
internal sealed record ShellWord(IReadOnlyList<ShellPart> Parts)
{
    public static ShellWord Empty { get; } = new([]);
}

/// <summary>What a part of a word is.</summary>
internal enum ShellPartKind
{
    /// <summary>Text as it stands.</summary>
    Text,

    /// <summary><c>$name</c>, <c>${name op argument}</c>.</summary>
    Variable,

    /// <summary><c>$(…)</c> or backticks.</summary>
    Command,

    /// <summary><c>&lt;(…)</c>.</summary>
    Process,

    /// <summary>Something whose value is not followed: arithmetic.</summary>
    Other,
}

/// <summary>A part of a word; <see cref="Argument"/> is what follows the operator of <c>${name:-argument}</c>.</summary>
internal sealed record ShellPart(ShellPartKind Kind, string Text, bool IsQuoted)
{
    public string Operator { get; init; } = "";

    public ShellWord Argument { get; init; } = ShellWord.Empty;

    public ShellScript? Script { get; init; }
}
