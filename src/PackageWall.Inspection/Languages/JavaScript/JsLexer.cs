using System.Globalization;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>
/// Cuts JavaScript into tokens, one at a time, at the parser's request: only the parser knows whether a slash divides or opens a
/// pattern, and where markup begins. Every character is looked at once. ECMA-262 section 12.
/// </summary>
internal sealed partial class JsLexer(string source, int start, int end, int line, JsNames names, JsOddities oddities)
{
    /// <summary>Blanks in a row before code on one line that no formatter leaves.</summary>
    private const int Padding = 300;

    private const int FarLines = 10_000;

    private int _pos = start;

    /// <summary>What the current token is.</summary>
    public JsToken Kind;

    /// <summary>Its first character.</summary>
    public int Start;

    /// <summary>Its line, from 1.</summary>
    public int Line = line;

    /// <summary>Its name, its operator or the value of its string.</summary>
    public string Text = "";

    /// <summary>Rank of a binary operator, higher binds tighter; 0 for all else.</summary>
    public int Rank;

    /// <summary>Value of a number.</summary>
    public double Number;

    /// <summary>Whether a line ended between the token before and this one.</summary>
    public bool NewLine;

    /// <summary>Where the token before ended.</summary>
    public int LastEnd;

    private int _line = line;

    public string Source { get; } = source;

    /// <summary>Where the current token ends.</summary>
    public int End => _pos;

    /// <summary>Comments of the HTML kind, which only scripts know and modules read as code.</summary>
    public List<(int Start, int End, int Line)> MarkupComments { get; } = [];

    public JsMark Mark() => new(Kind, Start, _pos, Line, _line, Text, Rank, Number, NewLine, LastEnd);

    public void Reset(in JsMark mark)
    {
        (Kind, Start, _pos, Line, _line) = (mark.Kind, mark.Start, mark.Position, mark.Line, mark.EndLine);
        (Text, Rank, Number, NewLine, LastEnd) = (mark.Text, mark.Rank, mark.Number, mark.NewLine, mark.LastEnd);
    }

    /// <summary>Goes back to one character after the start of the current token: the first half of a doubled bracket was used.</summary>
    public void SplitToken()
    {
        _pos = Start + 1;
        Next();
    }

    /// <summary>Where the text ends.</summary>
    public int Limit => end;

    /// <summary>Lets everything that follows look like the end, until <see cref="Reset"/>.</summary>
    public void Halt()
    {
        Kind = JsToken.End;
        Rank = 0;
        Start = LastEnd = _pos = end;
    }

    /// <summary>Stands right behind the first character of the current token, with no token read.</summary>
    public void StepBehindFirst() => _pos = Math.Min(Start + 1, end);

    /// <summary>Reads the next token.</summary>
    public void Next()
    {
        LastEnd = _pos;
        Rank = 0;
        SkipTrivia();
        Start = _pos;
        Line = _line;
        if (_pos >= end)
        {
            Kind = JsToken.End;
            return;
        }

        var c = Source[_pos];
        if (JsCharacters.IsNameStart(c))
        {
            ReadName();
            return;
        }

        switch (c)
        {
            case '"' or '\'':
                ReadString(c);
                return;
            case >= '0' and <= '9':
                ReadNumber();
                return;
            case '#':
                ReadPrivateName();
                return;
            case '\\' or >= '\u0080':
                ReadOddName();
                return;
            case '.' when Peek(1) is >= '0' and <= '9':
                ReadNumber();
                return;
            default:
                ReadOperator(c);
                return;
        }
    }

    private char Peek(int offset) => _pos + offset < end ? Source[_pos + offset] : '\0';

    private void SkipTrivia()
    {
        NewLine = false;
        var padded = false;
        var firstLine = _line;
        while (_pos < end)
        {
            var c = Source[_pos];
            if (c is ' ' or '\t')
            {
                var from = _pos;
                while (_pos < end && Source[_pos] is ' ' or '\t' or '\u00a0')
                {
                    _pos++;
                }

                padded |= _pos - from >= Padding;
            }
            else if (c is '\n' or '\r' or '\u2028' or '\u2029')
            {
                _pos++;
                NewLine = true;
                padded = false;
                if (c != '\r' || Peek(0) != '\n')
                {
                    _line++;
                }
            }
            else if (c == '/' && Peek(1) == '/')
            {
                SkipLine();
            }
            else if (c == '/' && Peek(1) == '*')
            {
                SkipBlockComment();
            }
            else if (c is '\v' or '\f' or '\ufeff' || (c >= 0x80 && char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator))
            {
                _pos++;
            }
            else if (c == '#' && _pos == 0 && Peek(1) == '!')
            {
                SkipLine();
            }
            else if ((c == '<' && IsAt("<!--")) || (c == '-' && (NewLine || LastEnd == 0) && IsAt("-->")))
            {
                SkipMarkupComment();
            }
            else
            {
                break;
            }
        }

        if (_pos < end)
        {
            if (padded)
            {
                oddities.Add("text.padding", _line, Source, _pos);
            }

            if (_line - firstLine >= FarLines)
            {
                oddities.Add("text.far-code", _line, Source, _pos);
            }
        }
    }

    private bool IsAt(string text) => end - _pos >= text.Length && Source.AsSpan(_pos, text.Length).SequenceEqual(text);

    private void SkipLine()
    {
        var length = Source.AsSpan(_pos, end - _pos).IndexOfAny("\r\n\u2028\u2029");
        _pos = length < 0 ? end : _pos + length;
    }

    private void SkipMarkupComment()
    {
        var from = _pos;
        SkipLine();
        MarkupComments.Add((from + (Source[from] == '<' ? 4 : 3), _pos, _line));
    }

    private void SkipBlockComment()
    {
        var length = Source.AsSpan(_pos + 2, end - _pos - 2).IndexOf("*/");
        var to = length < 0 ? end : _pos + 2 + length + 2;
        CountLines(_pos, to);
        _pos = to;
    }

    private void CountLines(int from, int to)
    {
        var span = Source.AsSpan(from, to - from);
        var lines = span.Count('\n');
        if (lines == 0)
        {
            lines = span.Count('\r');
        }

        if (lines > 0)
        {
            _line += lines;
            NewLine = true;
        }
    }

    private void ReadName()
    {
        var text = Source.AsSpan(_pos, end - _pos);
        var i = 1;
        while (i < text.Length && JsCharacters.IsNamePart(text[i]))
        {
            i++;
        }

        if (i < text.Length && text[i] is '\\' or >= '\u0080' && !JsCharacters.IsBlank(text[i]))
        {
            ReadOddName();
            return;
        }

        Text = names.Intern(text[..i], out Kind);
        _pos += i;
        if (Kind is JsToken.In or JsToken.InstanceOf)
        {
            Rank = JsOperators.Relational;
        }
    }
}
