namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Ranks of binary operators: the higher binds tighter. ECMA-262 section 13.</summary>
internal static class JsOperators
{
    public const int Coalesce = 1;
    public const int Or = 2;
    public const int And = 3;
    public const int BitOr = 4;
    public const int BitXor = 5;
    public const int BitAnd = 6;
    public const int Equality = 7;
    public const int Relational = 8;
    public const int Shift = 9;
    public const int Additive = 10;
    public const int Multiplicative = 11;
    public const int Power = 12;

    /// <summary>Whether grouping a long chain of it otherwise keeps its value (for <c>+</c>: near enough where it is long).</summary>
    public static bool IsAssociative(string text) => text is "+" or "*" or "&&" or "||" or "??" or "&" or "|" or "^" or ",";
}
