using System.Globalization;
using System.Text;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Literals: ECMA-262 sections 12.7 and 12.9.</summary>
internal sealed partial class JsLexer
{
    private readonly StringBuilder _buffer = new();

    /// <summary>Strings up to this length are kept once per file, like names.</summary>
    private const int Shared = 24;

    /// <summary>Reads the current slash as the start of a regular expression: <see cref="Text"/> is its pattern; its flags are returned.</summary>
    public string ReadPattern()
    {
        var i = Start + 1;
        var inClass = false;
        while (i < end)
        {
            var c = Source[i];
            if (c is '\n' or '\r' || (c == '/' && !inClass))
            {
                break;
            }

            i += c == '\\' && i + 1 < end && Source[i + 1] is not ('\n' or '\r') ? 2 : 1;
            inClass = c == '[' || (inClass && c != ']');
        }

        i = Math.Min(i, end);
        Text = Source.Substring(Start + 1, i - Start - 1);
        if (i < end && Source[i] == '/')
        {
            i++;
        }

        var flags = i;
        while (i < end && JsCharacters.IsNamePart(Source[i]))
        {
            i++;
        }

        _pos = i;
        return i == flags ? "" : names.Intern(Source.AsSpan(flags, i - flags), out _);
    }

    /// <summary>
    /// Reads a stretch of a template from the end of the current token on, cooked; true when an expression follows (the next token is
    /// then its first), false when the template is at its end (the next token is then not yet read).
    /// </summary>
    public bool ReadTemplate(out string text)
    {
        _buffer.Clear();
        while (true)
        {
            var rest = Source.AsSpan(_pos, end - _pos);
            var length = rest.IndexOfAny('`', '\\', '$');
            var stop = length < 0 ? end : _pos + length;
            CountLines(_pos, stop);
            if (_buffer.Length == 0 && stop < end && Source[stop] == '`')
            {
                text = Share(Source.AsSpan(_pos, stop - _pos));
                _pos = stop + 1;
                return false;
            }

            _buffer.Append(Source, _pos, stop - _pos);
            _pos = stop;
            if (_pos >= end)
            {
                text = _buffer.ToString();
                return false;
            }

            var c = Source[_pos];
            if (c == '\\')
            {
                ReadEscape();
            }
            else if (c == '`')
            {
                _pos++;
                text = _buffer.ToString();
                return false;
            }
            else if (Peek(1) == '{')
            {
                _pos += 2;
                text = _buffer.ToString();
                return true;
            }
            else
            {
                _buffer.Append('$');
                _pos++;
            }
        }
    }

    private string Share(ReadOnlySpan<char> text) =>
        text.IsEmpty ? "" : text.Length <= Shared ? names.Intern(text, out _) : text.ToString();

    private void ReadString(char quote)
    {
        var from = _pos + 1;
        var length = Source.AsSpan(from, end - from).IndexOfAny(quote == '"' ? "\"\\\n\r" : "'\\\n\r");
        var stop = length < 0 ? end : from + length;
        Kind = JsToken.String;
        if (stop < end && Source[stop] == quote)
        {
            Text = Share(Source.AsSpan(from, stop - from));
            _pos = stop + 1;
            return;
        }

        _buffer.Clear();
        _pos = from;
        while (true)
        {
            _buffer.Append(Source, _pos, stop - _pos);
            _pos = stop;
            if (_pos >= end || Source[_pos] is '\n' or '\r')
            {
                IsUnfinished = true;
                break;
            }

            if (Source[_pos] == quote)
            {
                _pos++;
                break;
            }

            ReadEscape();
            length = Source.AsSpan(_pos, end - _pos).IndexOfAny(quote == '"' ? "\"\\\n\r" : "'\\\n\r");
            stop = length < 0 ? end : _pos + length;
        }

        Text = _buffer.ToString();
        oddities.Escaped(_pos - from, Text);
    }

    /// <summary>Whether a string ran into the end of its line.</summary>
    public bool IsUnfinished { get; private set; }

    /// <summary>ECMA-262 sections 12.9.4 and B.1.2; what is no valid escape stands for itself.</summary>
    private void ReadEscape()
    {
        var c = Peek(1);
        _pos = Math.Min(_pos + 2, end);
        switch (c)
        {
            case 'n': _buffer.Append('\n'); return;
            case 't': _buffer.Append('\t'); return;
            case 'r': _buffer.Append('\r'); return;
            case 'b': _buffer.Append('\b'); return;
            case 'v': _buffer.Append('\v'); return;
            case 'f': _buffer.Append('\f'); return;
            case 'x': AppendHex(2); return;
            case 'u': AppendUnicode(); return;
            case >= '0' and <= '7': AppendOctal(c - '0'); return;
            case '\r':
                if (Peek(0) == '\n')
                {
                    _pos++;
                }

                _line++;
                return;
            case '\n' or '\u2028' or '\u2029':
                _line++;
                return;
            default:
                _buffer.Append(c);
                return;
        }
    }

    private void AppendHex(int digits)
    {
        if (_pos + digits <= end && int.TryParse(Source.AsSpan(_pos, digits), NumberStyles.AllowHexSpecifier, null, out var code))
        {
            _buffer.Append((char)code);
            _pos += digits;
        }
    }

    private void AppendUnicode()
    {
        if (Peek(0) != '{')
        {
            AppendHex(4);
            return;
        }

        var code = 0;
        var i = _pos + 1;
        while (i < end && char.IsAsciiHexDigit(Source[i]) && code <= 0x10ffff)
        {
            code = (code << 4) | Convert.ToInt32(Source[i].ToString(), 16);
            i++;
        }

        _pos = i < end && Source[i] == '}' ? i + 1 : i;
        if (Rune.IsValid(code))
        {
            _buffer.Append(new Rune(code).ToString());
        }
        else if (code <= 0xffff)
        {
            _buffer.Append((char)code);
        }
    }

    private void AppendOctal(int code)
    {
        while (Peek(0) is >= '0' and <= '7' && (code << 3) + (Source[_pos] - '0') <= 255)
        {
            code = (code << 3) + (Source[_pos++] - '0');
        }

        _buffer.Append((char)code);
    }

    private void ReadNumber()
    {
        Kind = JsToken.Number;
        var from = _pos;
        var c = Source[_pos];
        if (c == '0' && char.ToLowerInvariant(Peek(1)) is 'x' or 'o' or 'b')
        {
            ReadRadix(char.ToLowerInvariant(Peek(1)) switch { 'x' => 4, 'o' => 3, _ => 1 });
            return;
        }

        long small = 0;
        while (_pos < end && char.IsAsciiDigit(Source[_pos]) && small < 1L << 52)
        {
            small = (small * 10) + (Source[_pos++] - '0');
        }

        Number = small;
        if (_pos < end && (Source[_pos] is '.' or 'e' or 'E' or '_' || char.IsAsciiDigit(Source[_pos])))
        {
            ReadLongNumber(from);
        }
        else if (c == '0' && _pos - from > 1 && Source.AsSpan(from, _pos - from).IndexOfAny('8', '9') < 0)
        {
            Number = 0;
            foreach (var digit in Source.AsSpan(from, _pos - from))
            {
                Number = (Number * 8) + (digit - '0');
            }
        }

        SkipBigSuffix();
    }

    private void SkipBigSuffix()
    {
        if (Peek(0) == 'n')
        {
            _pos++;
        }
    }

    private void ReadLongNumber(int from)
    {
        while (_pos < end)
        {
            var c = Source[_pos];
            if (c is 'e' or 'E' && Peek(1) is '+' or '-')
            {
                _pos++;
            }
            else if (!char.IsAsciiDigit(c) && c is not ('.' or 'e' or 'E' or '_'))
            {
                break;
            }

            _pos++;
        }

        // A range of 1..x, where the second point already asks for a member.
        var text = Source.AsSpan(from, _pos - from);
        var point = text.IndexOf('.');
        if (point >= 0 && text[(point + 1)..].IndexOf('.') is >= 0 and var second)
        {
            text = text[..(point + 1 + second)];
            _pos = from + text.Length;
        }

        Number = double.TryParse(text.Contains('_') ? text.ToString().Replace("_", "", StringComparison.Ordinal) : text,
            NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
    }

    private void ReadRadix(int bits)
    {
        _pos += 2;
        Number = 0;
        while (_pos < end)
        {
            var c = Source[_pos];
            if (char.IsAsciiHexDigit(c))
            {
                Number = (Number * (1 << bits)) + (char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
            }
            else if (c != '_')
            {
                break;
            }

            _pos++;
        }

        SkipBigSuffix();
    }
}
