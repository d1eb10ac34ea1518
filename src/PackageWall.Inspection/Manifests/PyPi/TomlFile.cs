using System.Text;

namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>One value of a TOML file: the dotted path of tables and key, and its strings (one for a string, several for an array or inline table).</summary>
internal sealed record TomlValue(string Path, IReadOnlyList<string> Strings, int Line)
{
    public string? First => Strings.Count > 0 ? Strings[0] : null;
}

/// <summary>
/// Reads of TOML what build tools act on: tables, dotted and quoted keys, strings of all four kinds, arrays and inline tables (as
/// their strings). Other values are kept as written. Tolerant, linear, never throws (TOML 1.0).
/// </summary>
internal sealed class TomlFile
{
    private readonly string _text;
    private readonly List<TomlValue> _values = [];
    private int _at;
    private int _line = 1;

    private TomlFile(string text) => _text = text;

    public static IReadOnlyList<TomlValue> Read(ReadOnlySpan<byte> content)
    {
        var file = new TomlFile(Encoding.UTF8.GetString(content).TrimStart('\uFEFF'));
        file.ReadAll();
        return file._values;
    }

    private void ReadAll()
    {
        string table = "";
        while (_at < _text.Length)
        {
            SkipBlank();
            if (_at >= _text.Length)
            {
                return;
            }

            int line = _line;
            if (_text[_at] == '[')
            {
                _at += _at + 1 < _text.Length && _text[_at + 1] == '[' ? 2 : 1;
                table = Key(']');
                SkipLine();
            }
            else
            {
                string key = Key('=');
                if (_at < _text.Length && _text[_at] == '=')
                {
                    _at++;
                    _values.Add(new TomlValue(table.Length == 0 ? key : $"{table}.{key}", Value(), line));
                }

                SkipLine();
            }
        }
    }

    private string Key(char end)
    {
        var key = new StringBuilder();
        while (_at < _text.Length && _text[_at] != end && _text[_at] != '\n')
        {
            char c = _text[_at];
            if (c is '"' or '\'')
            {
                key.Append(String());
            }
            else
            {
                _at++;
                if (!char.IsWhiteSpace(c))
                {
                    key.Append(c);
                }
            }
        }

        return key.ToString();
    }

    // A string, or all strings between balanced brackets, or the bare word.
    private List<string> Value()
    {
        var strings = new List<string>();
        int depth = 0;
        var bare = new StringBuilder();
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (c is '"' or '\'')
            {
                strings.Add(String());
                continue;
            }

            if (c == '#' && (depth > 0 || bare.Length > 0 || strings.Count > 0))
            {
                if (depth <= 0)
                {
                    break;
                }

                SkipLine();
                continue;
            }

            if (c == '\n')
            {
                if (depth <= 0)
                {
                    break;
                }

                _line++;
            }

            depth += c is '[' or '{' ? 1 : c is ']' or '}' ? -1 : 0;
            if (depth == 0 && !char.IsWhiteSpace(c) && c is not (']' or '}'))
            {
                bare.Append(c);
            }

            _at++;
        }

        if (strings.Count == 0 && bare.Length > 0)
        {
            strings.Add(bare.ToString());
        }

        return strings;
    }

    private string String()
    {
        char quote = _text[_at];
        string triple = new(quote, 3);
        bool isLong = string.CompareOrdinal(_text, _at, triple, 0, 3) == 0;
        _at += isLong ? 3 : 1;
        var result = new StringBuilder();
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (isLong ? string.CompareOrdinal(_text, _at, triple, 0, 3) == 0 : c == quote || c == '\n')
            {
                _at += isLong ? 3 : c == quote ? 1 : 0;
                break;
            }

            _line += c == '\n' ? 1 : 0;
            if (c == '\\' && quote == '"' && _at + 1 < _text.Length)
            {
                Escape(result);
                continue;
            }

            result.Append(c);
            _at++;
        }

        return result.ToString();
    }

    private void Escape(StringBuilder result)
    {
        char c = _text[_at + 1];
        int digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits > 0 && _at + 2 + digits <= _text.Length
            && int.TryParse(_text.AsSpan(_at + 2, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out int code) && Rune.IsValid(code))
        {
            result.Append(new Rune(code).ToString());
            _at += 2 + digits;
            return;
        }

        result.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => c });
        _line += c == '\n' ? 1 : 0;
        _at += 2;
    }

    private void SkipBlank()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] == '#'))
        {
            if (_text[_at] == '#')
            {
                SkipLine();
                continue;
            }

            _line += _text[_at] == '\n' ? 1 : 0;
            _at++;
        }
    }

    private void SkipLine()
    {
        int end = _text.IndexOf('\n', Math.Min(_at, _text.Length));
        _line += end < 0 ? 0 : 1;
        _at = end < 0 ? _text.Length : end + 1;
    }
}
