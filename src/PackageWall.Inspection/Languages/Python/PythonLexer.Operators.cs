using System.Globalization;

namespace PackageWall.Inspection.Languages.Python;

/// <summary>Numbers and operators (language reference 2.4 to 2.6).</summary>
internal sealed partial class PythonLexer
{
    private static readonly string[] Operators =
    [
        "**=", "//=", ">>=", "<<=", "...", "->", ":=", "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "<>", "+=", "-=", "*=", "/=", "%=",
        "&=", "|=", "^=", "@=",
    ];

    private static readonly Dictionary<char, string> Singles = "()[]{}:,;.=+-*/%@&|^~<>!?$`\\".ToDictionary(letter => letter, letter => letter.ToString());

    private void Number()
    {
        var start = _at;
        double value;
        if (_text[_at] == '0' && _at + 1 < _end && _text[_at + 1] is 'x' or 'X' or 'o' or 'O' or 'b' or 'B')
        {
            var radix = char.ToLowerInvariant(_text[_at + 1]) switch { 'x' => 16, 'o' => 8, _ => 2 };
            _at += 2;
            value = 0;
            while (_at < _end && (char.IsAsciiHexDigit(_text[_at]) || _text[_at] == '_'))
            {
                if (_text[_at] != '_')
                {
                    value = (value * radix) + Convert.ToInt32(_text[_at].ToString(), 16);
                }

                _at++;
            }
        }
        else
        {
            while (_at < _end && (char.IsAsciiDigit(_text[_at]) || _text[_at] is '_' or '.'
                || (_text[_at] is 'e' or 'E' && _at + 1 < _end && (char.IsAsciiDigit(_text[_at + 1]) || _text[_at + 1] is '+' or '-'))
                || (_text[_at] is '+' or '-' && _text[_at - 1] is 'e' or 'E')))
            {
                _at++;
            }

            var digits = _text[start.._at].Replace("_", "", StringComparison.Ordinal);
            _ = double.TryParse(digits.Length > 400 ? digits[..400] : digits, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        }

        while (_at < _end && _text[_at] is 'j' or 'J' or 'l' or 'L')
        {
            _at++;
        }

        Add(PythonTokenKind.Number, start, _at, value);
    }

    private void Operator(char letter)
    {
        var start = _at;
        var rest = _text.AsSpan(_at, Math.Min(3, _end - _at));
        foreach (var candidate in Operators)
        {
            if (rest.StartsWith(candidate, StringComparison.Ordinal))
            {
                _at += candidate.Length;
                Add(PythonTokenKind.Operator, start, _at, candidate);
                return;
            }
        }

        _brackets += letter is '(' or '[' or '{' ? 1 : letter is ')' or ']' or '}' && _brackets > 0 ? -1 : 0;
        _at++;
        Add(PythonTokenKind.Operator, start, _at, Singles.GetValueOrDefault(letter) ?? letter.ToString());
    }
}
