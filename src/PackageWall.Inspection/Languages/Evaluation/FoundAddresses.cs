namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Texts that are addresses on a network.</summary>
internal static class FoundAddresses
{
    private const int Longest = 2_000;

    /// <summary>Whether a text as a whole is an address with a scheme.</summary>
    public static bool IsAddress(string text)
    {
        var start = text.AsSpan().TrimStart();
        return text.Length < Longest && !text.Contains(' ') && (start.StartsWith("http", StringComparison.OrdinalIgnoreCase) || start.StartsWith("ws", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("ftp", StringComparison.OrdinalIgnoreCase) || start.StartsWith("tcp", StringComparison.OrdinalIgnoreCase));
    }
}
