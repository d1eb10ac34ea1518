using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>JSX: elements become <see cref="Unknown"/> nodes whose parts are their name, attributes and children.</summary>
internal sealed partial class JsParser
{
    /// <summary><c>&lt;T&gt;value</c> or <c>&lt;T&gt;(a) =&gt; b</c> in TypeScript without markup.</summary>
    private Node ParseTypeAssertion()
    {
        SkipTypeArguments();
        if (!Enter())
        {
            return ParseFlat();
        }

        var node = ParseUnary();
        _depth--;
        return node;
    }

    private Node ParseMarkupExpression()
    {
        if (IsGenericArrow() || (IsFlow && IsFlowArrow()))
        {
            SkipTypeArguments();
            return ParseLinked();
        }

        var node = ParseMarkup();
        _lex.Next();
        return node;
    }

    /// <summary><c>&lt;T,&gt;(a) =&gt; b</c> and <c>&lt;T extends U&gt;(a) =&gt; b</c>, which TSX tells from elements.</summary>
    private bool IsGenericArrow()
    {
        if (!_types)
        {
            return false;
        }

        var mark = _lex.Mark();
        _lex.Next();
        if (At(JsToken.Const))
        {
            _lex.Next();
        }

        var result = At(JsToken.Name);
        _lex.Next();
        result &= At(JsToken.Comma) || (At(JsToken.Extends)
            && IsFollowedBy(static lex => lex.Kind is JsToken.Name or JsToken.BraceOpen or JsToken.BracketOpen or JsToken.ParenOpen or JsToken.String or >= JsToken.Break));
        _lex.Reset(mark);
        return result;
    }

    /// <summary>Flow's <c>&lt;T&gt;(a) =&gt; b</c>: brackets and an arrow behind the angles. An element has its closing tag in place of the arrow.</summary>
    private bool IsFlowArrow()
    {
        if (_speculation <= 0)
        {
            return false;
        }

        var (mark, unread, result) = (_lex.Mark(), _unread.Count, false);
        if (TrySkipAngles() && At(JsToken.ParenOpen) && SkipBrackets())
        {
            if (Accept(JsToken.Colon))
            {
                SkipType(isResult: true);
            }

            result = At(JsToken.Arrow);
        }

        if (_abandoned is null)
        {
            _speculation -= 16 + _lex.Start - mark.Start;
            _lex.Reset(mark);
            _unread.RemoveRange(unread, _unread.Count - unread);
        }

        return result;
    }

    /// <summary>Reads an element and stands right behind its last angle bracket, with no token read yet.</summary>
    private Unknown ParseMarkup()
    {
        var (line, start, mark) = (_lex.Line, _lex.Start, _scratch.Count);
        if (!Enter())
        {
            return ParseFlat();
        }

        _lex.SplitToken();
        if (!AtCloseAngle)
        {
            ParseMarkupName();
            ParseAttributesInto();
        }

        if (At(JsToken.Slash))
        {
            _lex.Next();
            if (!AtCloseAngle)
            {
                Trouble();
            }

            _lex.StepBehindFirst();
        }
        else if (AtCloseAngle)
        {
            _lex.StepBehindFirst();
            ParseChildrenInto();
        }
        else
        {
            Trouble();
        }

        _depth--;
        return new Unknown(line, start, _lex.End, Take(mark));
    }

    private bool AtCloseAngle => _lex.Kind is JsToken.Operator or JsToken.OperatorAssign && _lex.Text[0] == '>';

    private void ParseMarkupName()
    {
        if (!AtAnyName)
        {
            Trouble();
            return;
        }

        _lex.ExtendMarkupName();
        _scratch.Add(ParseWord());
        while (_lex.Kind is JsToken.Dot or JsToken.Colon)
        {
            _lex.Next();
            if (AtAnyName)
            {
                _lex.ExtendMarkupName();
                _lex.Next();
            }
        }

        if (AtOperator("<"))
        {
            SkipTypeArguments();
        }
    }

    private void ParseAttributesInto()
    {
        while (!AtCloseAngle && _lex.Kind is not (JsToken.Slash or JsToken.End))
        {
            if (At(JsToken.BraceOpen))
            {
                ParseBracedInto();
                Expect(JsToken.BraceClose);
            }
            else if (AtAnyName)
            {
                ParseAttribute();
            }
            else
            {
                Trouble();
                _lex.Next();
            }
        }
    }

    private void ParseAttribute()
    {
        _lex.ExtendMarkupName();
        _lex.Next();
        if (Accept(JsToken.Colon) && AtAnyName)
        {
            _lex.ExtendMarkupName();
            _lex.Next();
        }

        if (!At(JsToken.Assign))
        {
            return;
        }

        _lex.NextMarkupValue();
        if (At(JsToken.String))
        {
            _scratch.Add(ParseLiteral(_lex.Text));
        }
        else if (At(JsToken.BraceOpen))
        {
            ParseBracedInto();
            Expect(JsToken.BraceClose);
        }
        else if (AtOperator("<"))
        {
            _scratch.Add(ParseMarkup());
            _lex.Next();
        }
    }

    /// <summary>Reads <c>{expression}</c> up to its closing brace, which stays the current token.</summary>
    private void ParseBracedInto()
    {
        _lex.Next();
        Accept(JsToken.Ellipsis);
        if (!At(JsToken.BraceClose))
        {
            _scratch.Add(ParseExpression());
        }
    }

    private void ParseChildrenInto()
    {
        while (true)
        {
            var (line, start) = (_lex.Line, _lex.End);
            var text = _lex.ReadMarkupText();
            if (text.Length > 0)
            {
                _scratch.Add(new Literal(line, start, _lex.Start, text));
            }

            if (At(JsToken.End))
            {
                Trouble();
                return;
            }

            if (At(JsToken.BraceOpen))
            {
                ParseBracedInto();
                if (!At(JsToken.BraceClose))
                {
                    Trouble();
                    return;
                }
            }
            else if (IsFollowedBy(static lex => lex.Kind == JsToken.Slash))
            {
                ParseClosingTag();
                return;
            }
            else
            {
                _scratch.Add(ParseMarkup());
                if (_abandoned is not null)
                {
                    return;
                }
            }
        }
    }

    private void ParseClosingTag()
    {
        _lex.Next();
        while (!AtCloseAngle && !At(JsToken.End))
        {
            _lex.Next();
            if (_lex.Kind is not (JsToken.Name or JsToken.Dot or JsToken.Colon or >= JsToken.Break) && !AtOperator("-") && !AtCloseAngle)
            {
                Trouble();
                break;
            }
        }

        if (AtCloseAngle)
        {
            _lex.StepBehindFirst();
        }
    }
}
