namespace PackageWall.Core.Policy;

/// <summary>Names in feeds may end or begin with an asterisk: <c>@acme/*</c>, <c>*.acme</c>.</summary>
public static class NamePattern
{
    /// <summary>Whether the normalised name fits the pattern; without an asterisk they must be equal. Case does not count.</summary>
    public static bool Matches(string pattern, string name) => pattern switch
    {
        "*" => true,
        [.. var start, '*'] => name.StartsWith(start, StringComparison.OrdinalIgnoreCase),
        ['*', .. var end] => name.EndsWith(end, StringComparison.OrdinalIgnoreCase),
        _ => string.Equals(pattern, name, StringComparison.OrdinalIgnoreCase),
    };
}
