namespace PackageWall.Inspection.Names;

/// <summary>Tells how one name becomes another with a single slip of a finger (Damerau's four kinds).</summary>
internal static class EditDistance
{
    private static readonly string[] Rows = ["1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>The slip in words, or null when there are none or several.</summary>
    public static string? Slip(string typed, string meant)
    {
        int longest = Math.Min(typed.Length, meant.Length);
        int start = 0;
        while (start < longest && typed[start] == meant[start])
        {
            start++;
        }

        int end = 0;
        while (end < longest - start && typed[^(end + 1)] == meant[^(end + 1)])
        {
            end++;
        }

        ReadOnlySpan<char> left = typed.AsSpan(start, typed.Length - start - end);
        ReadOnlySpan<char> right = meant.AsSpan(start, meant.Length - start - end);
        return (left.Length, right.Length) switch
        {
            (1, 0) => "one letter more",
            (0, 1) => "one letter less",
            (1, 1) => AreNeighbours(left[0], right[0]) ? "a neighbouring key" : "one letter differs",
            (2, 2) when left[0] == right[1] && left[1] == right[0] => "two letters swapped",
            _ => null,
        };
    }

    private static bool AreNeighbours(char one, char other)
    {
        for (int row = 0; row < Rows.Length; row++)
        {
            int at = Rows[row].IndexOf(one, StringComparison.Ordinal);
            if (at >= 0)
            {
                return Beside(row, at, other) || (row > 0 && Beside(row - 1, at, other)) || (row + 1 < Rows.Length && Beside(row + 1, at, other));
            }
        }

        return false;
    }

    private static bool Beside(int row, int at, char other) =>
        Rows[row].IndexOf(other, StringComparison.Ordinal) is var found and >= 0 && Math.Abs(found - at) <= 1;
}
