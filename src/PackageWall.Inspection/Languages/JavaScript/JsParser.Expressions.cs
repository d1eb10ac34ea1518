using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Expressions from the comma down to unary operators: ECMA-262 sections 13.5 to 13.16.</summary>
internal sealed partial class JsParser
{
    /// <summary>Chains of one operator that are longer are folded into a balanced tree or a list, so that trees stay shallow.</summary>
    private const int ChainCap = 64;

    private readonly List<(string Operator, int Line, int Start)> _prefixes = [];

    /// <summary>An expression with commas, outside of any <c>for</c> head.</summary>
    private Node ParseExpression()
    {
        var (line, start, mark, noIn) = (_lex.Line, _lex.Start, _scratch.Count, _noIn);
        _noIn = false;
        ParseSequenceInto();
        _noIn = noIn;
        if (_scratch.Count == mark + 1)
        {
            var node = _scratch[mark];
            _scratch.RemoveAt(mark);
            return node;
        }

        return FoldChain(",", mark, line, start);
    }

    /// <summary>Reads the operands of a sequence onto the scratch list.</summary>
    private void ParseSequenceInto()
    {
        do
        {
            _scratch.Add(ParseAssign());
        }
        while (Accept(JsToken.Comma));
    }

    private Node ParseAssign()
    {
        if (!Enter())
        {
            return ParseFlat();
        }

        var node = ParseConditional();
        if (_lex.Kind is JsToken.Assign or JsToken.OperatorAssign)
        {
            node = ParseAssignTail(node);
        }

        _depth--;
        return node;
    }

    private Node ParseAssignTail(Node target)
    {
        var mark = _scratch.Count;
        var first = target;
        var operators = new List<string>();
        while (_lex.Kind is JsToken.Assign or JsToken.OperatorAssign && _arrowEnd != _lex.LastEnd)
        {
            operators.Add(_lex.Text);
            _scratch.Add(target);
            _lex.Next();
            target = ParseConditional();
        }

        var value = target;
        var targets = Take(mark);
        var long_ = targets.Length > ChainCap;
        for (var i = targets.Length - 1; i >= 0; i--)
        {
            var assign = new Assign(targets[i].Line, targets[i].Start, _lex.LastEnd, targets[i], operators[i], value);
            value = long_ ? targets[i] : assign;
            if (long_)
            {
                _scratch.Add(assign);
            }
        }

        return long_ ? new Unknown(first.Line, first.Start, _lex.LastEnd, Take(mark)) : value;
    }

    private Node ParseConditional()
    {
        var test = ParseBinary(1);
        if (!At(JsToken.Question) || _arrowEnd == _lex.LastEnd)
        {
            return test;
        }

        var mark = _scratch.Count;
        while (At(JsToken.Question))
        {
            _lex.Next();
            if (_lex.Kind is JsToken.Colon or JsToken.Comma or JsToken.ParenClose or JsToken.Assign)
            {
                // An optional parameter of TypeScript: (a?: T).
                break;
            }

            _scratch.Add(test);
            var (noIn, inThen) = (_noIn, _inThen);
            (_noIn, _inThen) = (false, true);
            _scratch.Add(ParseAssign());
            (_noIn, _inThen) = (noIn, inThen);
            Expect(JsToken.Colon);
            test = ParseBinary(1);
            if (_arrowEnd == _lex.LastEnd)
            {
                break;
            }
        }

        if (_lex.Kind is JsToken.Assign or JsToken.OperatorAssign && _scratch.Count > mark)
        {
            test = ParseAssignTail(test);
        }

        var parts = Take(mark);
        if (parts.Length > ChainCap * 2)
        {
            return new Unknown(parts[0].Line, parts[0].Start, _lex.LastEnd, [.. parts, test]);
        }

        for (var i = parts.Length - 2; i >= 0; i -= 2)
        {
            test = new Conditional(parts[i].Line, parts[i].Start, _lex.LastEnd, parts[i], parts[i + 1], test);
        }

        return test;
    }

    private Node ParseBinary(int least)
    {
        var left = ParseUnary();
        if (_arrowEnd == _lex.LastEnd)
        {
            return left;
        }

        while (true)
        {
            if (_lex.Rank < least)
            {
                if (At(JsToken.Name) && !_lex.NewLine && _lex.Text is "as" or "satisfies" && least <= JsOperators.Relational
                    && IsFollowedByType())
                {
                    _lex.Next();
                    SkipType();
                    continue;
                }

                return left;
            }

            if (_noIn && At(JsToken.In))
            {
                return left;
            }

            var (mark, text, rank) = (_scratch.Count, _lex.Text, _lex.Rank);
            _scratch.Add(left);
            while (_lex.Rank == rank && _lex.Text == text)
            {
                _lex.Next();
                _scratch.Add(ParseBinary(rank + 1));
            }

            left = FoldChain(text, mark, left.Line, left.Start);
        }
    }

    /// <summary>Makes one node of the operands from a place on. Neighbouring constant strings become one: obfuscators cut them up.</summary>
    private Node FoldChain(string text, int mark, int line, int start)
    {
        if (text == "+")
        {
            JoinStrings(mark);
        }

        var count = _scratch.Count - mark;
        if (count > ChainCap)
        {
            var operands = Take(mark);
            return JsOperators.IsAssociative(text)
                ? Balance(text, operands)
                : new Unknown(line, start, _lex.LastEnd, operands);
        }

        var left = _scratch[mark];
        for (var i = mark + 1; i < _scratch.Count; i++)
        {
            left = new Binary(line, start, _scratch[i].End, text, left, _scratch[i]);
        }

        _scratch.RemoveRange(mark, count);
        return left;
    }

    private void JoinStrings(int mark)
    {
        var kept = mark;
        for (var i = mark; i < _scratch.Count;)
        {
            var run = i + 1;
            if (_scratch[i] is Literal { Value: string } first)
            {
                while (run < _scratch.Count && _scratch[run] is Literal { Value: string })
                {
                    run++;
                }

                if (run > i + 1)
                {
                    var joined = string.Concat(_scratch.Skip(i).Take(run - i).Select(static node => (string)((Literal)node).Value!));
                    _scratch[i] = new Literal(first.Line, first.Start, _scratch[run - 1].End, joined);
                }
            }

            _scratch[kept++] = _scratch[i];
            i = run;
        }

        _scratch.RemoveRange(kept, _scratch.Count - kept);
    }

    private static Node Balance(string text, ReadOnlySpan<Node> operands)
    {
        if (operands.Length == 1)
        {
            return operands[0];
        }

        var half = operands.Length / 2;
        var (left, right) = (Balance(text, operands[..half]), Balance(text, operands[half..]));
        return new Binary(left.Line, left.Start, right.End, text, left, right);
    }

    private Node ParseUnary()
    {
        if (_lex.Kind is JsToken.ParenOpen or JsToken.String or JsToken.Number || (At(JsToken.Name) && _lex.Text is not ("await" or "yield")))
        {
            return ParsePostfix();
        }

        var mark = _prefixes.Count;
        while (IsPrefix())
        {
            _prefixes.Add((_lex.Text, _lex.Line, _lex.Start));
            _lex.Next();
            if (_prefixes[^1].Operator == "yield")
            {
                if (AtOperator("*"))
                {
                    _lex.Next();
                }

                break;
            }
        }

        if (_prefixes.Count == mark)
        {
            return ParsePostfix();
        }

        var node = _prefixes[^1].Operator == "yield" ? ParseYielded() : ParsePostfix();
        if (_prefixes.Count - mark > ChainCap)
        {
            NoteOnce($"javascript: more than {ChainCap} unary operators in a row at line {_lex.Line}");
            _prefixes.RemoveRange(mark, _prefixes.Count - mark - ChainCap);
        }

        for (var i = _prefixes.Count - 1; i >= mark; i--)
        {
            var (text, line, start) = _prefixes[i];
            node = text is "++" or "--"
                ? new Assign(line, start, _lex.LastEnd, node, text == "++" ? "+=" : "-=", new Literal(line, start, start, SmallNumbers[1]))
                : new Unary(line, start, _lex.LastEnd, text, node);
        }

        _prefixes.RemoveRange(mark, _prefixes.Count - mark);
        return node;
    }

    private Node ParseYielded() =>
        _lex.NewLine || _lex.Kind is JsToken.ParenClose or JsToken.BracketClose or JsToken.BraceClose or JsToken.Comma
            or JsToken.Semicolon or JsToken.Colon or JsToken.End or JsToken.In
            ? new Name(_lex.Line, _lex.Start, _lex.Start, "undefined")
            : ParseAssign();

    private bool IsPrefix() => _lex.Kind switch
    {
        JsToken.Not or JsToken.Increment or JsToken.TypeOf or JsToken.Void or JsToken.Delete => true,
        JsToken.Operator => _lex.Text is "+" or "-",
        JsToken.Name when _lex.Text == "await" => _async || IsOperatorWord(_functions == 0),
        JsToken.Name when _lex.Text == "yield" => _generator || IsOperatorWord(false),
        _ => false,
    };

    /// <summary>Whether <c>await</c> or <c>yield</c> is the operator although no function around says so.</summary>
    private bool IsOperatorWord(bool isTopLevel)
    {
        var mark = _lex.Mark();
        _lex.Next();
        var result = !_lex.NewLine && (_lex.Kind is JsToken.Name or JsToken.String or JsToken.Number or JsToken.New or JsToken.This
                or JsToken.Import or JsToken.Function or JsToken.Class or JsToken.BraceOpen
            || (isTopLevel && _lex.Kind is JsToken.ParenOpen or JsToken.BracketOpen or JsToken.Backtick));
        result &= !(At(JsToken.Name) && _lex.Text is "of" or "as");
        _lex.Reset(mark);
        return result;
    }
}
