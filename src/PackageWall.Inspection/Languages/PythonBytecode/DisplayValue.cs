namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>A list, tuple, set or dictionary in the making.</summary>
/// <param name="Kind">Its opening bracket; a colon for dictionaries.</param>
/// <param name="Items">What is in it, spread ones with their stars, pairs with their colons.</param>
/// <param name="Text">The expression.</param>
/// <param name="IsPure">Whether it can be written twice.</param>
/// <param name="Depth">How many brackets stand in each other.</param>
internal sealed record DisplayValue(char Kind, IReadOnlyList<string> Items, string Text, bool IsPure, int Depth) : Expression(Text, true, IsPure, Depth)
{
    /// <summary>What is in a tuple or list; nothing of what is none.</summary>
    public IReadOnlyList<string> Sequence => Kind is '(' or '[' ? Items : [];

    /// <summary>What is in a dictionary; nothing of what is none.</summary>
    public IReadOnlyList<string> Pairs => Kind == ':' ? Items : [];

    /// <summary>The expression for what is in it.</summary>
    public static string Written(char kind, IReadOnlyList<string> items) => kind switch
    {
        '(' when items.Count == 1 => $"({items[0]},)",
        '(' => $"({string.Join(", ", items)})",
        '[' => $"[{string.Join(", ", items)}]",
        '{' when items.Count == 0 => "set()",
        _ => $"{{{string.Join(", ", items)}}}",
    };
}
