using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Primary expressions: ECMA-262 section 13.2.</summary>
internal sealed partial class JsParser
{
    private Node ParsePrimary()
    {
        switch (_lex.Kind)
        {
            case JsToken.Name: return ParseNameOrArrow();
            case JsToken.String: return ParseLiteral(_lex.Text);
            case JsToken.Number: return ParseLiteral(Box(_lex.Number));
            case JsToken.True: return ParseLiteral(True);
            case JsToken.False: return ParseLiteral(False);
            case JsToken.Null: return ParseLiteral(null);
            case JsToken.ParenOpen: return ParseParenthesesOrArrow();
            case JsToken.BracketOpen: return ParseArray();
            case JsToken.BraceOpen: return ParseObject();
            case JsToken.Function: return ParseFunction(isAsync: false, []);
            case JsToken.Class: return ParseClass([]);
            case JsToken.This or JsToken.Super or JsToken.Import or JsToken.PrivateName: return ParseWord();
            case JsToken.New: return ParseNew();
            case JsToken.Backtick: return ParseTemplate(isTagged: false);
            case JsToken.Slash or JsToken.OperatorAssign when _lex.Text is "/" or "/=": return ParsePattern();
            case JsToken.At: return ParseDecoratedExpression();
            case JsToken.Operator when _lex.Text is "<" or "<<": return ParseAngle();
            default: return ParseUnexpected();
        }
    }

    private static object Box(double value) =>
        value is >= 0 and < 1024 && (int)value == value ? SmallNumbers[(int)value] : value;

    private Literal ParseLiteral(object? value)
    {
        var node = new Literal(_lex.Line, _lex.Start, _lex.End, value);
        _lex.Next();
        return node;
    }

    private Name ParseWord()
    {
        var node = new Name(_lex.Line, _lex.Start, _lex.End, _lex.Text);
        _lex.Next();
        return node;
    }

    /// <summary>Something no expression begins with. Closing brackets are left to whom they belong.</summary>
    private Unknown ParseUnexpected()
    {
        Trouble();
        var node = new Unknown(_lex.Line, _lex.Start, _lex.End, []);
        if (_lex.Kind is not (JsToken.ParenClose or JsToken.BracketClose or JsToken.BraceClose or JsToken.Comma or JsToken.Semicolon
            or JsToken.Colon or JsToken.Question or JsToken.End or JsToken.Case or JsToken.Default))
        {
            _lex.Next();
        }

        return node;
    }

    private Node ParseNameOrArrow()
    {
        if (_lex.Text == "async")
        {
            var mark = _lex.Mark();
            _lex.Next();
            if (At(JsToken.Function) && !_lex.NewLine)
            {
                return ParseFunction(isAsync: true, []);
            }

            if (At(JsToken.Name) && !_lex.NewLine && _lex.Text is not "of")
            {
                var parameter = ParseWord();
                if (At(JsToken.Arrow))
                {
                    return ParseArrow(mark.Line, mark.Start, [new Parameter(parameter.Text, null, null)], isAsync: true);
                }
            }
            else if (At(JsToken.ParenOpen) && !_lex.NewLine || (_types && AtOperator("<")))
            {
                return ParseAsyncCallOrArrow(mark);
            }

            _lex.Reset(mark);
        }

        var name = ParseWord();
        return At(JsToken.Arrow) && !_lex.NewLine
            ? ParseArrow(name.Line, name.Start, [new Parameter(name.Text, null, null)], isAsync: false)
            : name;
    }

    private Node ParseAsyncCallOrArrow(in JsMark start)
    {
        if (AtOperator("<"))
        {
            TrySkipTypeArguments();
        }

        var name = new Name(start.Line, start.Start, start.Position, "async");
        if (!At(JsToken.ParenOpen))
        {
            return name;
        }

        var mark = _scratch.Count;
        _lex.Next();
        var isAnnotated = ParseItemsInto(JsToken.ParenClose);
        if (IsArrowNext(isAnnotated || _scratch.Count == mark))
        {
            return ParseArrow(start.Line, start.Start, ToParameters(mark), isAsync: true);
        }

        var arguments = Take(mark).Select(static value => value is Unary { Operator: "..." } spread
            ? new Argument(null, spread.Operand, true)
            : new Argument(null, value, false));
        return new Call(start.Line, start.Start, _lex.LastEnd, name, [.. arguments], false);
    }

    private Node ParseParenthesesOrArrow()
    {
        var (line, start, mark) = (_lex.Line, _lex.Start, _scratch.Count);
        _lex.Next();
        var isAnnotated = ParseItemsInto(JsToken.ParenClose);
        if (IsArrowNext(isAnnotated || _scratch.Count == mark))
        {
            return ParseArrow(line, start, ToParameters(mark), isAsync: false);
        }

        if (_scratch.Count == mark)
        {
            Trouble();
            return new Unknown(line, start, _lex.LastEnd, []);
        }

        return FoldChain(",", mark, line, start);
    }

    /// <summary>
    /// Whether an arrow follows, after a result type perhaps. Between <c>?</c> and <c>:</c> a result type is only looked for
    /// when the brackets can be nothing but parameters.
    /// </summary>
    private bool IsArrowNext(bool areParameters)
    {
        if (At(JsToken.Arrow))
        {
            return !_lex.NewLine;
        }

        if (!_types || !At(JsToken.Colon) || (_inThen && !areParameters) || _speculation <= 0)
        {
            return false;
        }

        var mark = _lex.Mark();
        _speculation -= 16;
        _lex.Next();
        SkipType(isResult: true);
        if (At(JsToken.Arrow))
        {
            return true;
        }

        if (_abandoned is null)
        {
            _speculation -= _lex.Start - mark.Start;
            _lex.Reset(mark);
        }

        return false;
    }

    private ListNode ParseArray()
    {
        var (line, start, mark) = (_lex.Line, _lex.Start, _scratch.Count);
        _lex.Next();
        ParseItemsInto(JsToken.BracketClose);
        return new ListNode(line, start, _lex.LastEnd, Take(mark));
    }

    private Node ParseTemplate(bool isTagged)
    {
        var (line, start, mark) = (_lex.Line, _lex.Start, _scratch.Count);
        while (true)
        {
            var chunkStart = _lex.End;
            var more = _lex.ReadTemplate(out var text);
            if (text.Length > 0)
            {
                _scratch.Add(new Literal(line, chunkStart, _lex.End, text));
            }

            if (!more)
            {
                break;
            }

            _lex.Next();
            _scratch.Add(ParseExpression());
            if (!At(JsToken.BraceClose))
            {
                Trouble();
                return new Template(line, start, _lex.LastEnd, Take(mark));
            }
        }

        if (_lex.End >= _lex.Limit && _lex.Source[_lex.End - 1] != '`')
        {
            Trouble();
        }

        _lex.Next();
        var parts = Take(mark);
        return isTagged ? new Template(line, start, _lex.LastEnd, parts)
            : parts.Length == 0 ? new Literal(line, start, _lex.LastEnd, "")
            : parts is [Literal { Value: string } only] ? only with { Start = start, End = _lex.LastEnd }
            : new Template(line, start, _lex.LastEnd, parts);
    }

    /// <summary>A regular expression: what it does is what <c>new RegExp(pattern, flags)</c> does.</summary>
    private Call ParsePattern()
    {
        var (line, start) = (_lex.Line, _lex.Start);
        var flags = _lex.ReadPattern();
        var (pattern, end) = (_lex.Text, _lex.End);
        _lex.Next();
        return new Call(line, start, end, new Name(line, start, end, "RegExp"),
            [new Argument(null, new Literal(line, start, end, pattern), false), new Argument(null, new Literal(line, start, end, flags), false)], true);
    }

    private Node ParseDecoratedExpression()
    {
        var (line, start) = (_lex.Line, _lex.Start);
        var decorators = ParseDecorators();
        if (At(JsToken.Class))
        {
            return ParseClass(decorators);
        }

        // A decorated parameter: the decorators are evaluated beside it.
        var mark = _scratch.Count;
        _scratch.AddRange(decorators);
        SkipParameterWords();
        _scratch.Add(ParseAssign());
        return new Unknown(line, start, _lex.LastEnd, Take(mark));
    }

    private Node ParseAngle() => _dialect == JsDialect.TypeScript ? ParseTypeAssertion() : ParseMarkupExpression();
}
