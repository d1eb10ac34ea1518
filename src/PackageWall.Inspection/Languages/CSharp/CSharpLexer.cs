using System.Globalization;
using System.Text;

namespace PackageWall.Inspection.Languages.CSharp;

/// <summary>
/// Cuts C# (or VB) text into names, strings and marks: comments gone, verbatim, interpolated and raw strings read, escapes in names
/// undone, format characters dropped from names as the compiler does (C# specification, 6.4.3). Tolerant and linear.
/// </summary>
internal sealed class CSharpLexer(string text, bool isBasic, int firstLine)
{
    private readonly List<CSharpToken> _tokens = [];
    private int _at;
    private int _line = firstLine;

    public IReadOnlyList<CSharpToken> Read()
    {
        while (_at < text.Length)
        {
            char c = text[_at];
            if (c == '\n')
            {
                _line++;
                _at++;
            }
            else if (char.IsWhiteSpace(c))
            {
                _at++;
            }
            else if (!SkipComment(c) && !ReadString(c))
            {
                ReadNameOrMark(c);
            }
        }

        return _tokens;
    }

    private bool SkipComment(char c)
    {
        bool isLine = isBasic ? c == '\'' : At("//");
        if (isLine)
        {
            int end = text.IndexOf('\n', _at);
            _at = end < 0 ? text.Length : end;
            return true;
        }

        if (isBasic || !At("/*"))
        {
            return false;
        }

        int close = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        int stop = close < 0 ? text.Length : close + 2;
        _line += text.AsSpan(_at, stop - _at).Count('\n');
        _at = stop;
        return true;
    }

    private bool ReadString(char c)
    {
        int start = _at;
        bool verbatim = isBasic;
        while (_at < text.Length && text[_at] is '@' or '$')
        {
            verbatim |= text[_at] == '@';
            _at++;
        }

        if (_at >= text.Length || (text[_at] != '"' && !(text[_at] == '\'' && !isBasic && c == '\'')))
        {
            _at = start;
            return false;
        }

        char quote = text[_at];
        int quotes = 0;
        while (quote == '"' && _at + quotes < text.Length && text[_at + quotes] == '"')
        {
            quotes++;
        }

        int line = _line;
        string value = quotes >= 3 ? Raw(quotes) : Quoted(quote, verbatim);
        _tokens.Add(new CSharpToken(CSharpTokenKind.Text, value, line));
        return true;
    }

    private string Raw(int quotes)
    {
        int open = _at + quotes;
        int close = text.IndexOf(new string('"', quotes), open, StringComparison.Ordinal);
        int end = close < 0 ? text.Length : close;
        string value = text[open..end];
        _line += value.AsSpan().Count('\n');
        _at = Math.Min(text.Length, end + quotes);
        return value.Trim();
    }

    private string Quoted(char quote, bool verbatim)
    {
        var value = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            char c = text[_at];
            if (c == quote)
            {
                if (!verbatim || _at + 1 >= text.Length || text[_at + 1] != quote)
                {
                    _at++;
                    break;
                }

                _at++;
            }
            else if (c == '\n')
            {
                if (!verbatim)
                {
                    break;
                }

                _line++;
            }
            else if (c == '\\' && !verbatim)
            {
                Escape(value);
                continue;
            }

            value.Append(c);
        }

        return value.ToString();
    }

    // Leaves the position on the last character of the escape.
    private void Escape(StringBuilder value)
    {
        _at++;
        char c = _at < text.Length ? text[_at] : '\\';
        int digits = c switch { 'u' => 4, 'U' => 8, 'x' => 4, _ => 0 };
        if (digits == 0)
        {
            value.Append(c switch { 'n' => '\n', 'r' => '\r', 't' => '\t', '0' => '\0', 'e' => '\u001b', _ => c });
            return;
        }

        int length = 0;
        while (length < digits && _at + 1 + length < text.Length && char.IsAsciiHexDigit(text[_at + 1 + length]))
        {
            length++;
        }

        if (length > 0 && int.TryParse(text.AsSpan(_at + 1, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code) && code <= 0x10ffff)
        {
            value.Append(Rune.IsValid(code) ? new Rune(code).ToString() : ((char)code).ToString());
            _at += length;
        }
    }

    private void ReadNameOrMark(char c)
    {
        if (!char.IsLetter(c) && c is not ('_' or '@' or '\\'))
        {
            int digits = _at;
            while (digits < text.Length && char.IsAsciiLetterOrDigit(text[digits]))
            {
                digits++;
            }

            string mark = digits > _at ? text[_at..digits] : c.ToString();
            _tokens.Add(new CSharpToken(CSharpTokenKind.Mark, mark, _line));
            _at += mark.Length;
            return;
        }

        var name = new StringBuilder();
        int start = _at;
        while (_at < text.Length)
        {
            c = text[_at];
            if (c == '\\' && _at + 1 < text.Length && text[_at + 1] is 'u' or 'U')
            {
                Escape(name);
                _at++;
            }
            else if (char.IsLetterOrDigit(c) || c == '_' || (c == '@' && _at == start))
            {
                name.Append(c == '@' ? "" : c.ToString());
                _at++;
            }
            else if (IsDropped(c))
            {
                _at++;
            }
            else
            {
                break;
            }
        }

        if (_at == start)
        {
            _at++;
        }

        if (name.Length > 0)
        {
            _tokens.Add(new CSharpToken(CSharpTokenKind.Name, string.Concat(name.ToString().Where(letter => !IsDropped(letter))), _line));
        }
    }

    private static bool IsDropped(char c) =>
        c > '\x7f' && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private bool At(string mark) => string.CompareOrdinal(text, _at, mark, 0, mark.Length) == 0;
}
