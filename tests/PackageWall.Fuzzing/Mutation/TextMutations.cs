using System.Buffers;
using System.Text;

namespace PackageWall.Fuzzing.Mutation;

/// <summary>Changes that suit source text and documents: lines, words, brackets, numbers, deep nesting, odd letters, layers of encoding.</summary>
internal static class TextMutations
{
    private const int DeepestNest = 12_000;

    private static readonly SearchValues<byte> Brackets = SearchValues.Create("()[]{}<>\"'`\n;,"u8);

    private static readonly string[] Openers =
    [
        "(", "[", "{", "`${", "a=>", "if(1)", "f(", "!", "-", "...", "a?.", "a.b", "a[", "a?b:", "new ", "async ", "class a extends ", "<a>", "</a>", "{a:", "[a,", "function f(){", "x=", "a+", "'a'+",
        "lambda:", "lambda a=", "not ", "await ", "f'{", "if a:\n ", "for a in b:\n", "try:\n", "a if b else ", "@a\n", "*", "**",
        "$(", "`", "${a:-", "\"$(", "if a; then ", "case a in a) ", "a | ", "a && ", "(( ", "@(", "@{", "${", "& {", "[a]", "-f ", "%a%", "if 1==1 (", "for %%a in (", "<!--", "<![CDATA[", "<Target><Exec/>", "{\"a\":", "[[", "a\\\n", "\\", "\"", "'", "/*", "//", "#", "\r", "\0", "&#x", "$([", "%(", "@(a->'",
    ];

    private static readonly string[] Oddities =
    [
        "\uFEFF", "\u202E", "\u200B", "\u2028", "\u0000", "\u00A0", "\uD83D\uDE00", "e\u0301", "\uFF41", "\u0430", "\u017F", "\u0130", "\u3000", "\uFFFF", "\U000E0061", "\uFE0F", "\u1680", "\\u0061", "\\u{110000}", "\\x", "\\N{", "\\777", "\r", "\f", "\v", "\u0085",
    ];

    private static readonly string[] Numbers = ["0", "-1", "1e999", "0x", "0xFFFFFFFFFFFFFFFFFF", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "9223372036854775808", "1e308", "0b2", "1_0", "NaN", "999999999999999999999999999999", "0.1e-400", "65536", "1114112"];

    private static readonly byte[][] BadUtf8 = [[0xC0, 0x80], [0xFF], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF, 0xFE], [0xFE, 0xFF], [0xE2, 0x82]];

    /// <summary>One change.</summary>
    public static byte[] Mutate(byte[] input, byte[] other, Random random, IReadOnlyList<byte[]> words)
    {
        int at = random.Next(input.Length + 1);
        return random.Next(12) switch
        {
            0 => ByteMutations.Replaced(input, at, 0, words[random.Next(words.Count)]),
            1 => Word(input, at, words[random.Next(words.Count)]),
            2 => Word(input, at, Encoding.UTF8.GetBytes(Numbers[random.Next(Numbers.Length)])),
            3 => ByteMutations.Replaced(input, at, 0, Nest(random)),
            4 => ByteMutations.Replaced(input, at, 0, random.Next(3) == 0 ? BadUtf8[random.Next(BadUtf8.Length)] : Encoding.UTF8.GetBytes(Oddities[random.Next(Oddities.Length)])),
            5 => Lines(input, random),
            6 => ByteMutations.Replaced(input, at, 0, Line(other, random)),
            7 => Bracket(input, at),
            8 => Encoded(input, at, random),
            9 => ByteMutations.Replaced(input, at, 0, Encoding.UTF8.GetBytes(Openers[random.Next(Openers.Length)])),
            10 => ByteMutations.Replaced(input, at, Math.Min(input.Length - at, 1 + random.Next(40)), []),
            _ => ByteMutations.Mutate(input, other, random, words),
        };
    }

    private static byte[] Nest(Random random)
    {
        string opener = Openers[random.Next(Openers.Length)] + (random.Next(3) == 0 ? Openers[random.Next(Openers.Length)] : "");
        int times = random.Next(6) == 0 ? random.Next(DeepestNest) : 2 + random.Next(60);
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(opener, Math.Min(times, 40_000 / opener.Length))));
    }

    /// <summary>Replaces the word that stands at or before a place.</summary>
    private static byte[] Word(byte[] input, int at, byte[] by)
    {
        int start = at, end = at;
        while (start > 0 && IsWord(input[start - 1]))
        {
            start--;
        }

        while (end < input.Length && IsWord(input[end]))
        {
            end++;
        }

        return ByteMutations.Replaced(input, start, end - start, by);
    }

    private static bool IsWord(byte letter) => char.IsAsciiLetterOrDigit((char)letter) || letter == '_';

    private static byte[] Lines(byte[] input, Random random)
    {
        string[] lines = Encoding.Latin1.GetString(input).Split('\n');
        int from = random.Next(lines.Length), to = random.Next(lines.Length);
        switch (random.Next(3))
        {
            case 0:
                (lines[from], lines[to]) = (lines[to], lines[from]);
                break;
            case 1:
                lines[from] = lines[to];
                break;
            default:
                lines[from] = new string(' ', random.Next(9)) + lines[from].TrimStart();
                break;
        }

        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private static byte[] Line(byte[] input, Random random)
    {
        string[] lines = Encoding.Latin1.GetString(input).Split('\n');
        int from = random.Next(lines.Length);
        return Encoding.Latin1.GetBytes("\n" + string.Join('\n', lines.Skip(from).Take(1 + random.Next(4))) + "\n");
    }

    /// <summary>Takes out the next bracket or quote after a place.</summary>
    private static byte[] Bracket(byte[] input, int at)
    {
        int found = input.AsSpan(at).IndexOfAny(Brackets);
        return found < 0 ? input : ByteMutations.Replaced(input, at + found, 1, []);
    }

    /// <summary>Puts a part of the text into a layer of encoding, as attackers do.</summary>
    private static byte[] Encoded(byte[] input, int at, Random random)
    {
        int length = Math.Min(input.Length - at, 32 + random.Next(200));
        ReadOnlySpan<byte> part = input.AsSpan(at, length);
        string encoded = random.Next(3) switch
        {
            0 => Convert.ToBase64String(part),
            1 => Convert.ToHexStringLower(part),
            _ => string.Concat(Encoding.Latin1.GetString(part).Select(letter => $"\\x{(int)letter:x2}")),
        };
        string text = random.Next(5) switch
        {
            0 => $"eval(atob(\"{encoded}\"))",
            1 => $"exec(__import__('base64').b64decode('{encoded}'))",
            2 => $"echo {encoded} | base64 -d | sh",
            3 => $"powershell -enc {encoded}",
            _ => $"\"{encoded}\"",
        };
        return ByteMutations.Replaced(input, at, length, Encoding.UTF8.GetBytes(text));
    }
}
