using System.Buffers;
using PackageWall.Inspection.Languages.Evaluation;

namespace PackageWall.Inspection.Languages.Python;

/// <summary>
/// Cuts Python source into tokens, indents included (language reference 2). Linear; never fails: what is no token is an operator of
/// one character. Reads Python 2 and 3.
/// </summary>
internal sealed partial class PythonLexer
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r");
    private readonly string _text;
    private readonly int _end;
    private readonly List<PythonToken> _tokens;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _nameLookup;
    private readonly Stack<int> _indents = new();
    private int _at;
    private int _line;
    private int _brackets;

    private PythonLexer(string text, int start, int end, int line, bool isExpression)
    {
        _text = text;
        _at = start;
        _end = end;
        _line = line;
        _brackets = isExpression ? 1 : 0;
        _tokens = new List<PythonToken>(Math.Max(8, (end - start) / 6));
        _nameLookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        _indents.Push(0);
    }

    /// <summary>Identifiers that are other ones after NFKC, or mix scripts.</summary>
    public List<(string Name, int Line, string Excerpt)> Oddities { get; } = [];

    public static (List<PythonToken> Tokens, List<(string Name, int Line, string Excerpt)> Oddities) Read(string text)
    {
        var lexer = new PythonLexer(text, 0, text.Length, 1, isExpression: false);
        lexer.Run();
        return (lexer._tokens, lexer.Oddities);
    }

    /// <summary>The tokens of an expression inside an f-string: no lines, no indents.</summary>
    public static List<PythonToken> ReadExpression(string text, int start, int end, int line)
    {
        var lexer = new PythonLexer(text, start, end, line, isExpression: true);
        lexer.Run();
        return lexer._tokens;
    }

    private void Run()
    {
        var isLineStart = _brackets == 0;
        while (_at < _end)
        {
            if (isLineStart)
            {
                isLineStart = false;
                if (!StartLine())
                {
                    isLineStart = true;
                    continue;
                }
            }

            var letter = _text[_at];
            if (letter is ' ' or '\t' or '\f' or '\uFEFF' or '\0')
            {
                _at++;
            }
            else if (letter == '#')
            {
                SkipComment();
            }
            else if (letter is '\n' or '\r')
            {
                if (_brackets == 0)
                {
                    Add(PythonTokenKind.Newline, _at, _at + 1, null);
                    isLineStart = true;
                }

                NextLine();
            }
            else if (letter == '\\' && _at + 1 < _end && _text[_at + 1] is '\n' or '\r')
            {
                _at++;
                NextLine();
            }
            else
            {
                Token(letter);
            }
        }

        Add(PythonTokenKind.Newline, _end, _end, null);
        while (_indents.Count > 1)
        {
            _indents.Pop();
            Add(PythonTokenKind.Dedent, _end, _end, null);
        }

        Add(PythonTokenKind.End, _end, _end, null);
    }

    // Indents of blank and comment lines do not count. False when the line holds nothing.
    private bool StartLine()
    {
        var column = 0;
        while (_at < _end && _text[_at] is ' ' or '\t' or '\f' or '\uFEFF' or '\0')
        {
            column = _text[_at] switch { '\t' => ((column / 8) + 1) * 8, '\f' => 0, ' ' => column + 1, _ => column };
            _at++;
            if (_at >= _end)
            {
                return false;
            }
        }

        if (_text[_at] == '#')
        {
            SkipComment();
        }

        if (_at >= _end)
        {
            return false;
        }

        if (_text[_at] is '\n' or '\r')
        {
            NextLine();
            return false;
        }

        if (_text[_at] == '\\' && _at + 1 < _end && _text[_at + 1] is '\n' or '\r')
        {
            return true;
        }

        if (column > _indents.Peek())
        {
            _indents.Push(column);
            Add(PythonTokenKind.Indent, _at, _at, null);
        }
        else
        {
            while (column < _indents.Peek())
            {
                _indents.Pop();
                Add(PythonTokenKind.Dedent, _at, _at, null);
            }
        }

        return true;
    }

    private void SkipComment()
    {
        var length = _text.AsSpan(_at, _end - _at).IndexOfAny(LineEnds);
        _at = length < 0 ? _end : _at + length;
    }

    private void NextLine()
    {
        _at += _text[_at] == '\r' && _at + 1 < _end && _text[_at + 1] == '\n' ? 2 : 1;
        _line++;
    }

    private void Token(char letter)
    {
        if (char.IsAsciiDigit(letter) || (letter == '.' && _at + 1 < _end && char.IsAsciiDigit(_text[_at + 1])))
        {
            Number();
        }
        else if (letter is '"' or '\'')
        {
            String(_at, _at);
        }
        else if (IsNameStart(letter))
        {
            NameOrString();
        }
        else
        {
            Operator(letter);
        }
    }

    private static bool IsNameStart(char letter) => char.IsAsciiLetter(letter) || letter == '_' || letter > 127;

    private void NameOrString()
    {
        var start = _at;
        var isAscii = true;
        while (_at < _end && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '_' || _text[_at] > 127))
        {
            isAscii &= _text[_at] < 128;
            _at++;
        }

        var span = _text.AsSpan(start, _at - start);
        if (span.Length <= 3 && _at < _end && _text[_at] is '"' or '\'' && IsPrefix(span))
        {
            String(start, _at);
            return;
        }

        if (isAscii)
        {
            if (!_nameLookup.TryGetValue(span, out var name))
            {
                name = span.ToString();
                _names[name] = name;
            }

            Add(PythonTokenKind.Name, start, _at, name);
            return;
        }

        var written = span.ToString();
        var folded = IdentifierFolding.Fold(written);
        if (folded != written && IdentifierFolding.IsAscii(folded))
        {
            Oddities.Add(("text.folded-identifier", _line, written + " is " + folded));
        }
        else if (IdentifierFolding.IsMixed(folded))
        {
            Oddities.Add(("text.mixed-script", _line, written));
        }

        Add(PythonTokenKind.Name, start, _at, folded);
    }

    private static bool IsPrefix(ReadOnlySpan<char> span)
    {
        foreach (var letter in span)
        {
            if (!"rRbBuUfFtT".Contains(letter))
            {
                return false;
            }
        }

        return true;
    }

    private void String(int start, int quoteAt)
    {
        var line = _line;
        bool isRaw = false, isBytes = false, isFormat = false;
        foreach (var letter in _text.AsSpan(start, quoteAt - start))
        {
            isRaw |= letter is 'r' or 'R';
            isBytes |= letter is 'b' or 'B';
            isFormat |= letter is 'f' or 'F' or 't' or 'T';
        }

        var quote = _text[quoteAt];
        var isTriple = quoteAt + 2 < _end && _text[quoteAt + 1] == quote && _text[quoteAt + 2] == quote;
        _at = quoteAt + (isTriple ? 3 : 1);
        if (isFormat)
        {
            var parts = new PythonFormatString(_text, _end, quote, isTriple, isRaw).Read(ref _at, ref _line);
            _tokens.Add(new(PythonTokenKind.FormatString, start, _at, line, parts));
            return;
        }

        var from = _at;
        var end = EndOfString(quote, isTriple);
        var value = PythonString.Value(_text, from, end, isRaw, isBytes);
        _tokens.Add(new(PythonTokenKind.String, start, _at, line, value));
    }

    // Leaves the place after the closing quote, gives the end of the body. A string that is not closed ends with its line.
    private int EndOfString(char quote, bool isTriple)
    {
        while (_at < _end)
        {
            var length = isTriple
                ? _text.AsSpan(_at, _end - _at).IndexOfAny(quote, '\\', '\n')
                : _text.AsSpan(_at, _end - _at).IndexOfAny([quote, '\\', '\n', '\r']);
            if (length < 0)
            {
                break;
            }

            _at += length;
            var letter = _text[_at];
            if (letter == '\\')
            {
                _at++;
                if (_at < _end && _text[_at] is '\n' or '\r')
                {
                    NextLine();
                }
                else
                {
                    _at++;
                }
            }
            else if (letter == quote)
            {
                if (!isTriple)
                {
                    return _at++;
                }

                if (_at + 2 < _end && _text[_at + 1] == quote && _text[_at + 2] == quote)
                {
                    _at += 3;
                    return _at - 3;
                }

                _at++;
            }
            else if (isTriple)
            {
                NextLine();
            }
            else
            {
                return _at;
            }
        }

        _at = _end;
        return _end;
    }

    private void Add(PythonTokenKind kind, int start, int end, object? value) => _tokens.Add(new(kind, start, end, _line, value));
}
