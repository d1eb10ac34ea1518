namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>What stands on the stack, as the expression that would put it there.</summary>
/// <param name="Text">The expression.</param>
/// <param name="IsPrimary">Whether a dot or a bracket may follow without brackets around it.</param>
/// <param name="IsPure">Whether it can be written twice, or not at all, without a difference.</param>
/// <param name="Depth">How many brackets stand in each other.</param>
internal record Expression(string Text, bool IsPrimary, bool IsPure, int Depth)
{
    /// <summary>The expression with brackets where it needs some to be part of another.</summary>
    public string Part => IsPrimary ? Text : $"({Text})";

    /// <summary>The depth of one that this is part of.</summary>
    public int PartDepth => Depth + 1;

    /// <summary>A name.</summary>
    public static Expression Name(string text) => new(text, true, true, 0);

    /// <summary>An expression of which nothing is known that does anything.</summary>
    public static Expression Unknown { get; } = Name(Identifiers.Own + "unknown");

    /// <summary>The constant that says that there is nothing.</summary>
    public static Expression None { get; } = Name("None");
}
