namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>A function that was made and has no name yet.</summary>
internal sealed record FunctionValue(CodeObject Code) : Expression(Identifiers.Own + "function", true, false, 0)
{
    /// <summary>Values for its last arguments when they are not given.</summary>
    public Expression? Defaults { get; init; }

    /// <summary>Values for arguments by keyword.</summary>
    public Expression? KeywordDefaults { get; init; }

    /// <summary>What its arguments were said to be; runs when it is made.</summary>
    public Expression? Annotations { get; init; }

    /// <summary>What it is handed through before it gets its name, the innermost first.</summary>
    public IReadOnlyList<string> Decorators { get; init; } = [];
}
