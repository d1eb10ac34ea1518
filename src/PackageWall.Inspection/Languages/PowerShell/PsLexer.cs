using System.Text;

namespace PackageWall.Inspection.Languages.PowerShell;

/// <summary>
/// Cuts PowerShell into tokens, in one of two ways: as expressions or as the arguments of a command. The runner asks for the way
/// that its place needs. Language specification 3.0, chapters 2 and 8.
/// </summary>
internal sealed class PsLexer(string text, int line)
{
    private const string Punctuation = "(){}[];,|&+-*/%=.<>!:@?";

    private int _pos;
    private int _line = line;

    public PsToken Kind { get; private set; }

    /// <summary>Its text: what a quoted text says, the name of a variable, the operator in lower case.</summary>
    public string Text { get; private set; } = "";

    public int Start { get; private set; }

    public int Line { get; private set; } = line;

    /// <summary>Whether blanks stood before it.</summary>
    public bool IsSpaced { get; private set; }

    public int End => _pos;

    public string Source { get; } = text;

    private char Peek(int offset = 0) => _pos + offset < Source.Length ? Source[_pos + offset] : '\0';

    /// <summary>Goes back to a place, with no token read.</summary>
    public void MoveTo(int position, int atLine) => (_pos, _line) = (position, atLine);

    /// <summary>Reads the next token; in a command, words run on over most punctuation.</summary>
    public void Next(bool isCommand = false)
    {
        IsSpaced = SkipBlanks();
        Start = _pos;
        Line = _line;
        Text = "";
        if (_pos >= Source.Length)
        {
            Kind = PsToken.End;
            return;
        }

        var c = Source[_pos];
        switch (c)
        {
            case '\n':
                _pos++;
                _line++;
                Kind = PsToken.NewLine;
                return;
            case '\'' or '\u2018' or '\u2019' or '\u201a' or '\u201b':
                ReadVerbatim();
                return;
            case '"' or '\u201c' or '\u201d' or '\u201e':
                ReadExpandable();
                return;
            case '@' when Peek(1) is '\'' or '"' && IsHereText():
                ReadHereText();
                return;
            case '$' when Peek(1) == '(':
                Take(PsToken.Open, 2, "$(");
                return;
            case '@' when Peek(1) is '(' or '{':
                Take(PsToken.Open, 2, "@" + Peek(1));
                return;
            case '(' or '{':
                Take(PsToken.Open, 1, c.ToString());
                return;
            case ')' or '}' or ']':
                Take(PsToken.Close, 1, c.ToString());
                return;
            case ';':
                Take(PsToken.NewLine, 1, ";");
                return;
            case '|':
                Take(PsToken.Operator, Peek(1) == '|' ? 2 : 1, Peek(1) == '|' ? "||" : "|");
                return;
            case '&' when Peek(1) == '&':
                Take(PsToken.Operator, 2, "&&");
                return;
            case '$' when IsNameCharacter(Peek(1)) || Peek(1) is '{' or '?' or '^' or '$':
            case '@' when IsNameCharacter(Peek(1)):
                ReadVariable();
                return;
        }

        if (isCommand)
        {
            ReadArgument();
        }
        else
        {
            ReadExpression(c);
        }
    }

    private void Take(PsToken kind, int length, string text)
    {
        Kind = kind;
        Text = text;
        _pos += length;
    }

    private bool SkipBlanks()
    {
        var start = _pos;
        while (_pos < Source.Length)
        {
            var c = Source[_pos];
            if (c == '`' && Peek(1) is '\n' or '\r')
            {
                _pos += Peek(1) == '\r' && Peek(2) == '\n' ? 3 : 2;
                _line++;
            }
            else if (c == '#' && (_pos == 0 || !IsNameCharacter(Source[_pos - 1])))
            {
                var length = Source.AsSpan(_pos).IndexOf('\n');
                _pos = length < 0 ? Source.Length : _pos + length;
            }
            else if (c == '<' && Peek(1) == '#')
            {
                var length = Source.AsSpan(_pos).IndexOf("#>");
                var end = length < 0 ? Source.Length : _pos + length + 2;
                _line += Source.AsSpan(_pos, end - _pos).Count('\n');
                _pos = end;
            }
            else if (c != '\n' && char.IsWhiteSpace(c))
            {
                _pos++;
            }
            else
            {
                break;
            }
        }

        return _pos > start;
    }

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c == '_';

    private void ReadVerbatim()
    {
        var text = new StringBuilder();
        _pos++;
        while (_pos < Source.Length)
        {
            var c = Source[_pos++];
            if (c is '\'' or '\u2018' or '\u2019')
            {
                if (Peek() is not ('\'' or '\u2018' or '\u2019'))
                {
                    break;
                }

                _pos++;
            }

            _line += c == '\n' ? 1 : 0;
            text.Append(c);
        }

        Kind = PsToken.Text;
        Text = text.ToString();
    }

    /// <summary>A text in double quotes; it keeps its escapes and expansions for the runner.</summary>
    private void ReadExpandable()
    {
        var start = ++_pos;
        var open = 0;
        while (_pos < Source.Length)
        {
            var c = Source[_pos];
            if (c == '`')
            {
                _line += Peek(1) == '\n' ? 1 : 0;
                _pos = Math.Min(_pos + 2, Source.Length);
                continue;
            }

            // Quotes inside of $(…) belong to the code there.
            open += c == '$' && Peek(1) == '(' ? 1 : 0;
            if (c == '(' && open > 0 && Source[_pos - 1] != '$')
            {
                open++;
            }

            open -= c == ')' && open > 0 ? 1 : 0;
            if (c is '"' or '\u201c' or '\u201d' && open == 0)
            {
                if (Peek(1) != '"')
                {
                    break;
                }

                _pos++;
            }

            _line += c == '\n' ? 1 : 0;
            _pos++;
        }

        Kind = PsToken.Expandable;
        Text = Source[start..Math.Min(_pos, Source.Length)];
        _pos = Math.Min(_pos + 1, Source.Length);
    }

    private bool IsHereText()
    {
        var rest = Source.AsSpan(_pos + 2);
        var length = rest.IndexOf('\n');
        return length >= 0 && rest[..length].Trim().IsEmpty;
    }

    private void ReadHereText()
    {
        var quote = Peek(1);
        var start = _pos + Source.AsSpan(_pos).IndexOf('\n') + 1;
        var close = Source.IndexOf($"\n{quote}@", start - 1, StringComparison.Ordinal);
        var end = close < 0 ? Source.Length : close;
        Kind = quote == '\'' ? PsToken.Text : PsToken.Expandable;
        Text = end > start ? Source[start..end].TrimEnd('\r') : "";
        var next = close < 0 ? Source.Length : close + 3;
        _line += Source.AsSpan(_pos, next - _pos).Count('\n');
        _pos = next;
    }

    private void ReadVariable()
    {
        _pos++;
        if (Peek() == '{')
        {
            var length = Source.AsSpan(_pos).IndexOf('}');
            var end = length < 0 ? Source.Length : _pos + length;
            Text = Source[(_pos + 1)..end].Replace("`", "", StringComparison.Ordinal);
            _pos = Math.Min(end + 1, Source.Length);
        }
        else
        {
            var start = _pos;
            if (Peek() is '?' or '^' or '$')
            {
                _pos++;
            }

            while (IsNameCharacter(Peek()) || (Peek() == ':' && IsNameCharacter(Peek(1)) && Peek(1) != ':'))
            {
                _pos++;
            }

            Text = Source[start.._pos];
        }

        Kind = PsToken.Variable;
        Text = Text.ToLowerInvariant();
    }

    /// <summary>A bare word of a command: backticks are taken off, quotes in the middle belong to it.</summary>
    private void ReadArgument()
    {
        var word = new StringBuilder();
        while (_pos < Source.Length)
        {
            var c = Source[_pos];
            if (char.IsWhiteSpace(c) || c is ';' or '|' or '(' or ')' or '{' or '}' or ',' || (c == '&' && word.Length > 0) || (c is '"' or '\'' or '$' && word.Length > 0 && c == '$'))
            {
                break;
            }

            if (c == '`' && Peek(1) != '\0')
            {
                word.Append(Peek(1));
                _pos += 2;
                continue;
            }

            if (c is '"' or '\'')
            {
                var length = Source.AsSpan(_pos + 1).IndexOf(c);
                var end = length < 0 ? Source.Length : _pos + 1 + length;
                word.Append(Source, _pos + 1, end - _pos - 1);
                _line += Source.AsSpan(_pos, end - _pos).Count('\n');
                _pos = Math.Min(end + 1, Source.Length);
                continue;
            }

            word.Append(c);
            _pos++;
        }

        if (word.Length == 0)
        {
            Take(PsToken.Operator, 1, Source[_pos].ToString());
            return;
        }

        Kind = PsToken.Word;
        Text = word.ToString();
    }

    private void ReadExpression(char c)
    {
        if (char.IsAsciiDigit(c))
        {
            ReadNumber();
            return;
        }

        if (c == '[')
        {
            Take(PsToken.Open, 1, "[");
            return;
        }

        if (c is '-' or '\u2013' or '\u2014' or '\u2015' && char.IsAsciiLetter(Peek(1)))
        {
            var start = ++_pos;
            while (char.IsAsciiLetter(Peek()))
            {
                _pos++;
            }

            Kind = PsToken.Operator;
            Text = "-" + Source[start.._pos].ToLowerInvariant();
            return;
        }

        if (IsNameCharacter(c) || c == '`')
        {
            var word = new StringBuilder();
            while (_pos < Source.Length && (IsNameCharacter(Peek()) || Peek() is '-' or '`' or '\\' || (Peek() == '.' && word.Length > 0 && IsNameCharacter(Peek(1)))))
            {
                if (Peek() != '`')
                {
                    word.Append(Peek());
                }

                _pos++;
            }

            Kind = PsToken.Word;
            Text = word.ToString();
            return;
        }

        foreach (var two in (ReadOnlySpan<string>)["::", "..", "+=", "-=", "*=", "/=", "%=", "++", "--", "?.", "??"])
        {
            if (Source.AsSpan(_pos).StartsWith(two))
            {
                Take(PsToken.Operator, 2, two);
                return;
            }
        }

        Take(PsToken.Operator, 1, Punctuation.Contains(c, StringComparison.Ordinal) ? c.ToString() : "?");
    }

    private void ReadNumber()
    {
        var start = _pos;
        while (char.IsAsciiLetterOrDigit(Peek()) || (Peek() == '.' && char.IsAsciiDigit(Peek(1))))
        {
            _pos++;
        }

        Kind = PsToken.Number;
        Text = Source[start.._pos];
    }
}
