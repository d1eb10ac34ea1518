using System.Text;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Names that are not plain ASCII, and the text of JSX. ECMA-262 section 12.7.</summary>
internal sealed partial class JsLexer
{
    private void ReadPrivateName()
    {
        _pos++;
        if (_pos >= end || !(JsCharacters.IsAnyNamePart(Source[_pos]) || Source[_pos] == '\\'))
        {
            Kind = JsToken.Unknown;
            return;
        }

        if (JsCharacters.IsNameStart(Source[_pos]))
        {
            ReadName();
        }
        else
        {
            ReadOddName();
        }

        Text = names.Intern("#" + Text, out _);
        Kind = JsToken.PrivateName;
        Rank = 0;
    }

    private void ReadOddName()
    {
        _buffer.Clear();
        var from = _pos;
        var folded = false;
        while (_pos < end)
        {
            var c = Source[_pos];
            if (JsCharacters.IsAnyNamePart(c))
            {
                _buffer.Append(c);
                _pos++;
            }
            else if (c == '\\' && Peek(1) == 'u')
            {
                _pos += 2;
                var before = _buffer.Length;
                AppendUnicode();
                folded |= _buffer.Length > before && JsCharacters.IsNamePart(_buffer[before]);
            }
            else
            {
                break;
            }
        }

        if (_pos == from)
        {
            Take(JsToken.Unknown, 1);
            return;
        }

        Text = names.Intern(_buffer.ToString(), out Kind);
        if (folded)
        {
            oddities.Add("text.folded-identifier", _line, Source, from);

            // A reserved word with an escape in it is a name at best; as a word the file would not run.
            Kind = JsToken.Name;
        }

        // Written with escapes it looks like nothing else.
        if (JsOddities.IsMixedScript(Text) && !Source.AsSpan(from, _pos - from).Contains('\\'))
        {
            oddities.Add("text.mixed-script", _line, Source, from);
        }
    }

    /// <summary>Reads the name of an element or attribute, which may hold hyphens, on from the current token.</summary>
    public void ExtendMarkupName()
    {
        var from = _pos;
        while (_pos < end && (JsCharacters.IsNamePart(Source[_pos]) || Source[_pos] == '-'))
        {
            _pos++;
        }

        if (_pos > from)
        {
            Text = names.Intern(Source.AsSpan(Start, _pos - Start), out _);
            Kind = JsToken.Name;
        }
    }

    /// <summary>Reads the value of an attribute, which knows no escapes, as the next token.</summary>
    public void NextMarkupValue()
    {
        LastEnd = _pos;
        SkipTrivia();
        if (_pos >= end || Source[_pos] is not ('"' or '\''))
        {
            Next();
            return;
        }

        Start = _pos;
        Line = _line;
        Kind = JsToken.String;
        Rank = 0;
        var length = Source.AsSpan(_pos + 1, end - _pos - 1).IndexOf(Source[_pos]);
        var stop = length < 0 ? end : _pos + 1 + length;
        Text = Share(Source.AsSpan(_pos + 1, stop - _pos - 1));
        CountLines(_pos, stop);
        _pos = Math.Min(stop + 1, end);
    }

    /// <summary>Passes over the text between elements up to the next brace or angle bracket and reads that as a token; returns the text.</summary>
    public string ReadMarkupText()
    {
        var length = Source.AsSpan(_pos, end - _pos).IndexOfAny('<', '{');
        var stop = length < 0 ? end : _pos + length;
        var text = Source.AsSpan(_pos, stop - _pos).Trim().ToString();
        CountLines(_pos, stop);
        LastEnd = _pos = stop;
        NewLine = false;
        Start = _pos;
        Line = _line;
        Rank = 0;
        if (_pos >= end)
        {
            Kind = JsToken.End;
        }
        else if (Source[_pos] == '{')
        {
            Take(JsToken.BraceOpen, 1);
        }
        else
        {
            Take(JsToken.Operator, 1, "<", JsOperators.Relational);
        }

        return text;
    }
}
