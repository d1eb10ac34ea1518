namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Brackets of TypeScript's types, angle brackets among them, which could be a comparison as well.</summary>
internal sealed partial class JsParser
{
    /// <summary>Passes over brackets of any kind and all between them; nesting is counted, not followed.</summary>
    private bool SkipBrackets(bool isStrict = false)
    {
        var mark = _closers.Count;
        var (before, last) = (JsToken.End, JsToken.End);
        var signatures = new Stack<int>();
        do
        {
            var first = before;
            before = last;
            last = _lex.Kind;
            switch (_lex.Kind)
            {
                case JsToken.ParenOpen when isStrict && before is JsToken.Name && first is JsToken.BraceOpen or JsToken.Semicolon or JsToken.Comma:
                    // A method of a type, { m(a: T): U }: no call has a colon behind it there.
                    signatures.Push(_closers.Count);
                    _closers.Add(false);
                    break;
                case JsToken.ParenOpen when isStrict && before is JsToken.Name or JsToken.ParenClose or JsToken.BracketClose:
                case JsToken.Backtick or JsToken.Assign or JsToken.OperatorAssign or JsToken.Increment or JsToken.New when isStrict:
                    _closers.RemoveRange(mark, _closers.Count - mark);
                    return false;
                case JsToken.BraceOpen or JsToken.BracketOpen or JsToken.ParenOpen:
                    _closers.Add(false);
                    break;
                case JsToken.BraceClose when _closers[^1]:
                    SkipTemplateChunk();
                    break;
                case JsToken.BraceClose or JsToken.BracketClose or JsToken.ParenClose:
                    _closers.RemoveAt(_closers.Count - 1);
                    break;
                case JsToken.Backtick:
                    _closers.Add(true);
                    SkipTemplateChunk();
                    break;
                case JsToken.End:
                    _closers.RemoveRange(mark, _closers.Count - mark);
                    Trouble();
                    return false;
            }

            _lex.Next();
            if (last == JsToken.ParenClose && signatures.TryPeek(out var depth) && depth == _closers.Count)
            {
                signatures.Pop();
                if (!At(JsToken.Colon))
                {
                    _closers.RemoveRange(mark, _closers.Count - mark);
                    return false;
                }
            }
        }
        while (_closers.Count > mark);
        return true;
    }

    private void SkipTemplateChunk()
    {
        if (!_lex.ReadTemplate(out _))
        {
            _closers.RemoveAt(_closers.Count - 1);
        }
    }

    /// <summary>Passes over <c>&lt;…&gt;</c> as it stands.</summary>
    private void SkipTypeArguments()
    {
        if (!TrySkipAngles())
        {
            Trouble();
        }
    }

    /// <summary>Passes over <c>&lt;…&gt;</c> if that is what stands here and a call or the end of the expression follows.</summary>
    private bool TrySkipTypeArguments()
    {
        if (_speculation <= 0)
        {
            return false;
        }

        var mark = _lex.Mark();
        if (TrySkipAngles(isStrict: true) && (_lex.Kind is JsToken.ParenOpen or JsToken.Backtick or JsToken.ParenClose or JsToken.BracketClose
            or JsToken.Comma or JsToken.Semicolon or JsToken.Colon or JsToken.Dot or JsToken.QuestionDot or JsToken.BraceClose or JsToken.End
            || _lex.NewLine))
        {
            return true;
        }

        if (_abandoned is null)
        {
            _speculation -= 16 + _lex.Start - mark.Start;
            _lex.Reset(mark);
        }

        return false;
    }

    /// <summary>
    /// Passes over brackets of types. When strict, nothing that would run as JavaScript may stand there: no call, no template.
    /// Otherwise a comparison could hide one.
    /// </summary>
    private bool TrySkipAngles(bool isStrict = false)
    {
        var open = 0;
        var last = JsToken.End;
        do
        {
            var before = last;
            last = _lex.Kind;
            switch (_lex.Kind)
            {
                case JsToken.Operator when _lex.Text == "<":
                    open++;
                    break;
                case JsToken.Operator when _lex.Text == "<<":
                    open += 2;
                    break;
                case JsToken.Operator when _lex.Text[0] == '>':
                case JsToken.OperatorAssign when _lex.Text[0] == '>':
                    if (--open == 0 || _lex.Text.Length > 1)
                    {
                        _lex.SplitToken();
                        continue;
                    }

                    break;
                case JsToken.ParenOpen when isStrict && before is JsToken.Name or JsToken.ParenOpen or JsToken.BracketOpen or JsToken.BraceOpen:
                case JsToken.Backtick when isStrict:
                    return false;
                case JsToken.BraceOpen or JsToken.BracketOpen or JsToken.ParenOpen:
                    if (!SkipBrackets(isStrict))
                    {
                        return false;
                    }

                    continue;
                case JsToken.Backtick:
                    SkipTypeTemplate();
                    continue;
                case JsToken.Dot:
                    _lex.Next();
                    if (AtAnyName)
                    {
                        break;
                    }

                    continue;
                case JsToken.Operator when _lex.Text is "|" or "&" or "-" or "*" || (_lex.Text is "+" && !isStrict):
                case JsToken.Name or JsToken.String or JsToken.Number or JsToken.Comma or JsToken.Arrow or JsToken.Question
                    or JsToken.Colon or JsToken.Ellipsis or JsToken.Assign or JsToken.PrivateName:
                case JsToken.Extends or JsToken.TypeOf or JsToken.This or JsToken.Void or JsToken.Null or JsToken.True or JsToken.False
                    or JsToken.New or JsToken.Import or JsToken.In or JsToken.Const:
                    break;
                default:
                    return false;
            }

            _lex.Next();
        }
        while (open > 0);
        return true;
    }
}
