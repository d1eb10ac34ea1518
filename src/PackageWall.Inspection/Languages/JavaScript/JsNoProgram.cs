namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>
/// Files that are called scripts and that no engine can run, whatever dialect it speaks: pieces that a build puts together, templates with
/// placeholders for names, pictures that a bundler takes by import. Only what is certain counts: as soon as it depends on the grammar where
/// a token ends (a pattern or a division, a template, markup), nothing is said.
/// </summary>
internal static class JsNoProgram
{
    private static ReadOnlySpan<byte> Picture => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n'];

    /// <summary>Whether these are the bytes of a picture: no script begins with such.</summary>
    public static bool IsPicture(ReadOnlySpan<byte> content) => content.StartsWith(Picture);

    /// <summary>Whether a bracket is closed that was never opened or the other way round, a string has no end, or a placeholder stands where only a name can. Linear.</summary>
    public static bool IsCertain(string text)
    {
        var open = new Stack<char>();
        var (before, word) = ('\n', "");
        for (var i = text.StartsWith("#!", StringComparison.Ordinal) ? EndOfLine(text, 0) : 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (char.IsWhiteSpace(letter))
            {
                continue;
            }

            if (IsWord(letter))
            {
                var start = i;
                i = EndOfWord(text, i) - 1;
                // The name of a member may be any word.
                var isExported = word == "export";
                word = before == '.' || i - start > 16 ? "" : text[start..(i + 1)];
                word = isExported && word == "interface" ? "export interface" : word;
                before = 'a';
                continue;
            }

            switch (letter)
            {
                case '/' when Next(text, i) == '/':
                    i = EndOfLine(text, i);
                    continue;
                case '/' when Next(text, i) == '*':
                    i = text.IndexOf("*/", i + 2, StringComparison.Ordinal) + 1;
                    if (i == 0)
                    {
                        return true;
                    }

                    continue;
                case '/' or '`' or '\\':
                case '<' when Next(text, i) is '/' or '!' or '>' || IsWord(Next(text, i)):
                case '-' when text.AsSpan(i).StartsWith("-->", StringComparison.Ordinal):
                    return false;
                case '"' or '\'':
                    i = EndOfString(text, i);
                    if (i < 0)
                    {
                        return true;
                    }

                    break;
                case '(' or '[' or '{':
                    open.Push(letter);
                    break;
                case ')' or ']' or '}':
                    if (!open.TryPop(out var opened))
                    {
                        return true;
                    }

                    if (opened != (letter == ')' ? '(' : letter == ']' ? '[' : '{'))
                    {
                        return false;
                    }

                    break;
                case '%' when IsPlaceholder(text, i, before, word):
                    return true;
            }

            (before, word) = (letter, "");
        }

        return open.Count > 0;
    }

    // "{ %name.Pascal%Stack }", "class %name%": no operator stands there, and what engines call natives have brackets: %Name(x).
    private static bool IsPlaceholder(string text, int at, char before, string word)
    {
        if (before is not ('{' or '(' or '[' or ',') && word is not ("class" or "export interface" or "import" or "const" or "var" or "new" or "extends" or "function"))
        {
            return false;
        }

        var end = EndOfWord(text, at + 1);
        return end > at + 1 && end < text.Length && text[end] is '.' or '%';
    }

    private static char Next(string text, int at) => at + 1 < text.Length ? text[at + 1] : '\0';

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '$';

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && IsWord(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int EndOfLine(string text, int at) => text.AsSpan(at).IndexOfAny("\n\r\u2028\u2029") is >= 0 and int length ? at + length : text.Length;

    /// <summary>Where the closing quote stands, or -1 when the line ends before it.</summary>
    private static int EndOfString(string text, int at)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == text[at])
            {
                return i;
            }

            if (text[i] is '\n' or '\r')
            {
                return -1;
            }

            if (text[i] == '\\')
            {
                i += i + 2 < text.Length && text[i + 1] == '\r' && text[i + 2] == '\n' ? 2 : 1;
            }
        }

        return -1;
    }
}
