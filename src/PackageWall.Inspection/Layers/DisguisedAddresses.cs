namespace PackageWall.Inspection.Layers;

/// <summary>
/// Addresses that stand in code letter by letter mixed with a short key, turned round, or in base64. The seven or eight letters that every
/// address starts with give the key away; nothing that is not meant to be an address passes.
/// </summary>
internal static class DisguisedAddresses
{
    private const int Least = 12;
    private const int Longest = 1_000;
    private const int LongestKey = 4;

    private static readonly string[] Starts = ["https://", "http://", "wss://"];

    /// <summary>The address that a text is under its disguise, or null.</summary>
    public static string? Open(string text)
    {
        if (text.Length is < Least or > Longest || text.Contains("://", StringComparison.Ordinal))
        {
            return text.Length is >= Least and <= Longest ? Turned(text) : null;
        }

        if (text.StartsWith("aHR0c", StringComparison.Ordinal) || text.StartsWith("d3NzOi8v", StringComparison.Ordinal))
        {
            return InBase64(text);
        }

        foreach (string start in Starts)
        {
            if (Mixed(text, start) is { } address)
            {
                return address;
            }
        }

        return Turned(text);
    }

    // One key for all letters, one that counts up with them, keys of some letters. The second and third letter of every start are the
    // same, which rules out nearly every text at once.
    private static string? Mixed(string text, string start)
    {
        int key = text[0] ^ start[0];
        int shift = text[0] - start[0];
        return text[1] == text[2] && key != 0 ? Unmixed(text, start, (letter, _) => letter ^ key) ?? Unmixed(text, start, (letter, _) => letter - shift)
            : (text[1] ^ text[2]) == 3 && Unmixed(text, start, (letter, at) => letter ^ at ^ key) is { } counted ? counted
            : text[2] - text[1] == 1 && Unmixed(text, start, (letter, at) => letter - at - shift) is { } added ? added
            : Repeated(text, start);
    }

    private static string? Repeated(string text, string start)
    {
        for (int length = 2; length <= LongestKey; length++)
        {
            if ((text[length] ^ text[0]) == (start[length] ^ start[0]))
            {
                int size = length;
                if (Unmixed(text, start, (letter, at) => letter ^ text[at % size] ^ start[at % size]) is { } address)
                {
                    return address;
                }
            }
        }

        return null;
    }

    private static string? Unmixed(string text, string start, Func<int, int, int> open)
    {
        for (int at = 0; at < start.Length; at++)
        {
            if (open(text[at], at) != start[at])
            {
                return null;
            }
        }

        char[] letters = new char[text.Length];
        for (int at = 0; at < text.Length; at++)
        {
            int letter = open(text[at], at);
            if (letter is <= ' ' or > '~')
            {
                return null;
            }

            letters[at] = (char)letter;
        }

        return Checked(new string(letters));
    }

    private static string? Turned(string text)
    {
        if (!text.EndsWith("//:sptth", StringComparison.Ordinal) && !text.EndsWith("//:ptth", StringComparison.Ordinal))
        {
            return null;
        }

        char[] letters = text.ToCharArray();
        Array.Reverse(letters);
        return Checked(new string(letters));
    }

    private static string? InBase64(string text)
    {
        byte[] bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out int length))
        {
            return null;
        }

        string address = System.Text.Encoding.Latin1.GetString(bytes, 0, length);
        return address.AsSpan().ContainsAnyExceptInRange('!', '~') || !Array.Exists(Starts, start => address.StartsWith(start, StringComparison.Ordinal)) ? null : Checked(address);
    }

    private static string? Checked(string address) => address.AsSpan(address.IndexOf("://", StringComparison.Ordinal) + 3).IndexOfAny('.', ':') > 0 ? address : null;
}
