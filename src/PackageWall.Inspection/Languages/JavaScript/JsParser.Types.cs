namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>
/// The types of TypeScript and Flow, which are passed over: no engine runs them. Where only trying tells a type from a comparison, the tries are
/// paid from a purse that is as long as the text, so that reading stays linear.
/// </summary>
internal sealed partial class JsParser
{
    private readonly List<bool> _closers = [];

    // In Flow a function that takes one thing needs no brackets: A => B.
    private bool IsFlow => _dialect == JsDialect.Flow;

    private int _speculation;

    /// <summary>Passes over <c>: type</c> if it stands here, and over <c>?</c> before it.</summary>
    private void SkipAnnotation()
    {
        if (At(JsToken.Question))
        {
            _lex.Next();
        }

        if (!Accept(JsToken.Colon))
        {
            return;
        }

        if (!IsFlow || !AtOperator("%"))
        {
            SkipType();
        }

        if (IsFlow && AtOperator("%"))
        {
            // Flow: f(x: mixed): boolean %checks.
            _lex.Next();
            SkipWord("checks");
        }
    }

    private bool IsFollowedByType() => IsFollowedBy(static lex => lex.Kind is JsToken.Name or JsToken.String or JsToken.Number or JsToken.BraceOpen
        or JsToken.BracketOpen or JsToken.ParenOpen or JsToken.Backtick or JsToken.Const or JsToken.This or JsToken.New or JsToken.Operator
        or (>= JsToken.Break and not (JsToken.In or JsToken.InstanceOf)));

    /// <summary>
    /// Passes over one type. In the result of an arrow function brackets begin a type of functions only where parameters stand in them:
    /// the arrow after <c>(() =&gt; void)</c> is that of the function.
    /// </summary>
    private void SkipType(bool isResult = false)
    {
        if (!Enter())
        {
            ParseFlat();
            return;
        }

        var (extends, conditions) = (0, 0);
        while (SkipTypeOperand(isResult, out var isFunction))
        {
            if (At(JsToken.Extends))
            {
                extends++;
            }
            else if (At(JsToken.Question) && extends > conditions)
            {
                conditions++;
            }
            else if (At(JsToken.Colon) && conditions > 0)
            {
                conditions--;
                extends--;
            }
            else if (!(At(JsToken.Arrow) && (isFunction || (IsFlow && !isResult))) && !(AtName("is") && !_lex.NewLine) && !AtOperator("|") && !AtOperator("&"))
            {
                break;
            }

            _lex.Next();
        }

        _depth--;
    }

    private bool SkipTypeOperand(bool isResult, out bool isFunction)
    {
        isFunction = false;
        while (true)
        {
            switch (_lex.Kind)
            {
                case JsToken.BraceOpen or JsToken.BracketOpen or JsToken.ParenOpen:
                    isFunction = At(JsToken.ParenOpen) && (!isResult || BeginsParameters());
                    SkipBrackets();
                    isFunction &= At(JsToken.Arrow);
                    SkipTypeLinks();
                    return true;
                case JsToken.Operator when _lex.Text == "<":
                    SkipTypeArguments();
                    continue;
                case JsToken.Operator when _lex.Text is "|" or "&" or "-" or "*":
                case JsToken.Not when _lex.Text == "!":
                case JsToken.Question:
                    _lex.Next();
                    continue;
                case JsToken.Backtick:
                    SkipTypeTemplate();
                    SkipTypeLinks();
                    return true;
                case JsToken.Name when IsFlow && _lex.Text == "component" && IsFollowedBy(static lex => !lex.NewLine && (lex.Kind == JsToken.ParenOpen || (lex.Kind == JsToken.Operator && lex.Text == "<"))):
                    if (SkipComponentType())
                    {
                        continue;
                    }

                    return true;
                case JsToken.Name or JsToken.TypeOf or JsToken.New or >= JsToken.Break:
                    if (SkipTypeWord())
                    {
                        continue;
                    }

                    SkipTypeLinks();
                    return true;
                case JsToken.String or JsToken.Number:
                    _lex.Next();
                    SkipTypeLinks();
                    return true;
                default:
                    return false;
            }
        }
    }

    // Flow: component<T>(ref?: Ref, ...Props) renders Item. Says whether what it renders follows.
    private bool SkipComponentType()
    {
        _lex.Next();
        if (AtOperator("<"))
        {
            SkipTypeArguments();
        }

        if (At(JsToken.ParenOpen))
        {
            SkipBrackets();
        }

        var renders = AtName("renders") && !_lex.NewLine;
        if (renders)
        {
            _lex.Next();
        }

        return renders;
    }

    /// <summary>Whether parameters stand in the bracket at hand (TypeScript: <c>isUnambiguouslyStartOfFunctionType</c>).</summary>
    private bool BeginsParameters()
    {
        var mark = _lex.Mark();
        _speculation -= 16;
        _lex.Next();
        var isOne = _lex.Kind is JsToken.ParenClose or JsToken.Ellipsis;
        if (_lex.Kind is JsToken.Name or JsToken.This or JsToken.BraceOpen or JsToken.BracketOpen && _speculation > 0)
        {
            if (_lex.Kind is JsToken.BraceOpen or JsToken.BracketOpen)
            {
                SkipBrackets();
            }
            else
            {
                _lex.Next();
            }

            isOne = _lex.Kind is JsToken.Colon or JsToken.Comma or JsToken.Question or JsToken.Assign;
            if (At(JsToken.ParenClose))
            {
                _lex.Next();
                isOne = At(JsToken.Arrow);
            }
        }

        if (_abandoned is null)
        {
            _speculation -= _lex.Start - mark.Start;
            _lex.Reset(mark);
        }

        return isOne;
    }

    /// <summary>Passes over a word of a type; true when it only introduces what comes.</summary>
    private bool SkipTypeWord()
    {
        var introduces = _lex.Kind is JsToken.TypeOf or JsToken.New
            || _lex.Text is "keyof" or "unique" or "infer" or "readonly" or "asserts" or "abstract"
            || (IsFlow && _lex.Text is "interface" && IsFollowedBy(static lex => lex.Kind == JsToken.BraceOpen));
        _lex.Next();
        if (!introduces || _lex.NewLine)
        {
            return false;
        }

        return _lex.Kind is JsToken.Name or JsToken.BraceOpen or JsToken.BracketOpen or JsToken.ParenOpen or JsToken.TypeOf or JsToken.New
            or JsToken.Import or JsToken.This or JsToken.Backtick || AtOperator("<");
    }

    private void SkipTypeLinks()
    {
        while (true)
        {
            if (At(JsToken.QuestionDot) && IsFlow)
            {
                // Flow: T?.['member'].
                _lex.Next();
            }
            else if (At(JsToken.Dot))
            {
                _lex.Next();
                if (AtAnyName || At(JsToken.PrivateName))
                {
                    _lex.Next();
                }
            }
            else if (At(JsToken.BracketOpen) && !_lex.NewLine)
            {
                SkipBrackets();
            }
            else if (At(JsToken.ParenOpen) && !_lex.NewLine && IsImportType())
            {
                SkipBrackets();
            }
            else if (AtOperator("<") && !_lex.NewLine)
            {
                SkipTypeArguments();
            }
            else
            {
                return;
            }
        }
    }

    private bool IsImportType() => _lex.LastEnd >= 6 && _lex.Source.AsSpan(0, _lex.LastEnd).EndsWith("import");

    private void SkipTypeTemplate()
    {
        while (_lex.ReadTemplate(out _))
        {
            _lex.Next();
            SkipType();
            if (!At(JsToken.BraceClose))
            {
                Trouble();
                return;
            }
        }

        _lex.Next();
    }
}
