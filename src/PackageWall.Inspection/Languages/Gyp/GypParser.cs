using System.Text;

namespace PackageWall.Inspection.Languages.Gyp;

/// <summary>
/// Reads the part of Python that gyp files are written in: dictionaries, lists, strings (also several in a row), numbers, comments,
/// trailing commas. What is neither is passed over and reported.
/// </summary>
internal sealed class GypParser(string text)
{
    private const int DepthCap = 100;

    private int _pos;
    private int _line = 1;
    private int _depth;

    /// <summary>Why the text could not be read as it stands; null when it could.</summary>
    public string? Unread { get; private set; }

    public GypValue Parse()
    {
        var value = ParseValue();
        SkipBlanks();
        if (_pos < text.Length)
        {
            Trouble();
        }

        return value;
    }

    private char Peek() => _pos < text.Length ? text[_pos] : '\0';

    private void Trouble() => Unread ??= $"gyp: line {_line} is not understood";

    private GypValue ParseValue()
    {
        SkipBlanks();
        var line = _line;
        switch (Peek())
        {
            case '{':
                return ParseDictionary(line);
            case '[' or '(':
                return ParseList(line);
            case '\'' or '"':
                return new GypValue(line) { Text = ParseStrings() };
            default:
                return new GypValue(line) { Text = ParseWord() };
        }
    }

    private GypValue ParseDictionary(int line)
    {
        var pairs = new List<(string, GypValue)>();
        _pos++;
        if (!Enter())
        {
            return new GypValue(line) { Pairs = pairs };
        }

        while (!AtClose('}'))
        {
            var before = _pos;
            var key = ParseValue().Text ?? "";
            SkipBlanks();
            if (Peek() == ':')
            {
                _pos++;
                pairs.Add((key, ParseValue()));
            }
            else
            {
                Trouble();
            }

            Separate(before);
        }

        _depth--;
        return new GypValue(line) { Pairs = pairs };
    }

    private GypValue ParseList(int line)
    {
        var (items, close) = (new List<GypValue>(), Peek() == '[' ? ']' : ')');
        _pos++;
        if (!Enter())
        {
            return new GypValue(line) { Items = items };
        }

        while (!AtClose(close))
        {
            var before = _pos;
            items.Add(ParseValue());
            Separate(before);
        }

        _depth--;
        return new GypValue(line) { Items = items };
    }

    private bool Enter()
    {
        if (_depth < DepthCap)
        {
            _depth++;
            return true;
        }

        Unread ??= $"gyp: nested deeper than {DepthCap}";
        _pos = text.Length;
        return false;
    }

    private bool AtClose(char close)
    {
        SkipBlanks();
        if (_pos >= text.Length)
        {
            Trouble();
            return true;
        }

        if (Peek() != close)
        {
            return false;
        }

        _pos++;
        return true;
    }

    private void Separate(int before)
    {
        SkipBlanks();
        if (Peek() == ',')
        {
            _pos++;
        }
        else if (Peek() is not ('}' or ']' or ')'))
        {
            Trouble();
        }

        if (_pos == before)
        {
            Trouble();
            _pos++;
        }
    }

    private string ParseStrings()
    {
        var result = new StringBuilder();
        while (Peek() is '\'' or '"')
        {
            ParseString(result);
            SkipBlanks();
        }

        return result.ToString();
    }

    private void ParseString(StringBuilder result)
    {
        var quote = text[_pos];
        var isLong = _pos + 2 < text.Length && text[_pos + 1] == quote && text[_pos + 2] == quote;
        _pos += isLong ? 3 : 1;
        while (_pos < text.Length)
        {
            var c = text[_pos];
            if (c == quote && (!isLong || (_pos + 2 < text.Length && text[_pos + 1] == quote && text[_pos + 2] == quote)))
            {
                _pos += isLong ? 3 : 1;
                return;
            }

            if (c == '\\' && _pos + 1 < text.Length)
            {
                var next = text[_pos + 1];
                _line += next == '\n' ? 1 : 0;
                result.Append(next switch { 'n' => "\n", 't' => "\t", 'r' => "\r", '\n' => "", '\\' or '\'' or '"' => next.ToString(), _ => "\\" + next });
                _pos += 2;
                continue;
            }

            _line += c == '\n' ? 1 : 0;
            result.Append(c);
            _pos++;
        }

        Trouble();
    }

    private string ParseWord()
    {
        var start = _pos;
        while (_pos < text.Length && (char.IsAsciiLetterOrDigit(text[_pos]) || text[_pos] is '.' or '-' or '_' or '+'))
        {
            _pos++;
        }

        var word = text[start.._pos];
        if (word.Length == 0 || (!char.IsAsciiDigit(word[0]) && word[0] != '-' && word is not ("True" or "False" or "None")))
        {
            Trouble();
        }

        return word;
    }

    private void SkipBlanks()
    {
        while (_pos < text.Length)
        {
            var c = text[_pos];
            if (c == '#')
            {
                var length = text.AsSpan(_pos).IndexOf('\n');
                _pos = length < 0 ? text.Length : _pos + length;
            }
            else if (char.IsWhiteSpace(c) || c == '\ufeff')
            {
                _line += c == '\n' ? 1 : 0;
                _pos++;
            }
            else
            {
                return;
            }
        }
    }
}
