using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Statements: ECMA-262 section 14.</summary>
internal sealed partial class JsParser
{
    /// <summary>Reads one statement onto the scratch list: none, one, or several where one declares or does several things.</summary>
    private void ParseStatementInto()
    {
        if (!Enter())
        {
            _scratch.Add(ParseFlat());
            return;
        }

        switch (_lex.Kind)
        {
            case JsToken.BraceOpen: _scratch.Add(ParseBlock()); break;
            case JsToken.Semicolon: _lex.Next(); break;
            case JsToken.Var or JsToken.Const: ParseVariables(); break;
            case JsToken.Function: _scratch.Add(ParseFunction(isAsync: false, [])); break;
            case JsToken.Class: _scratch.Add(ParseClass([])); break;
            case JsToken.Enum: ParseEnum(); break;
            case JsToken.If: _scratch.Add(ParseIf()); break;
            case JsToken.For: _scratch.Add(ParseFor()); break;
            case JsToken.While or JsToken.With: _scratch.Add(ParseWhile()); break;
            case JsToken.Do: _scratch.Add(ParseDo()); break;
            case JsToken.Switch: _scratch.Add(ParseSwitch()); break;
            case JsToken.Try: _scratch.Add(ParseTry()); break;
            case JsToken.Return or JsToken.Throw: _scratch.Add(ParseReturn()); break;
            case JsToken.Break or JsToken.Continue: ParseJump(); break;
            case JsToken.Debugger: _lex.Next(); ExpectEnd(); break;
            case JsToken.Import: ParseImportOrExpression(); break;
            case JsToken.Export: ParseExport(); break;
            case JsToken.At: ParseDecorated(); break;
            case JsToken.Name: ParseNamedStatement(); break;
            default: ParseExpressionStatement(); break;
        }

        _depth--;
    }

    private Block ParseBlock()
    {
        var (line, start, mark) = (_lex.Line, _lex.Start, _scratch.Count);
        var outer = _locals.Enter();
        Expect(JsToken.BraceOpen);
        ParseStatementsUntilBrace();
        Expect(JsToken.BraceClose);
        return new Block(line, start, _lex.LastEnd, Take(mark)) { Locals = _locals.Leave(outer) };
    }

    private void ParseStatementsUntilBrace()
    {
        while (_lex.Kind is not (JsToken.BraceClose or JsToken.End))
        {
            var before = _lex.Start;
            ParseStatementInto();
            if (_lex.Start == before && !At(JsToken.End))
            {
                Trouble();
                _lex.Next();
            }
        }
    }

    /// <summary>The statement that belongs to an <c>if</c> or a loop, as one node.</summary>
    private Node ParseBody()
    {
        if (At(JsToken.BraceOpen))
        {
            return ParseBlock();
        }

        var (line, start, mark) = (_lex.Line, _lex.Start, _scratch.Count);
        ParseStatementInto();
        var nodes = Take(mark);
        return nodes.Length == 1 ? nodes[0] : new Block(line, start, _lex.LastEnd, nodes);
    }

    private void ParseExpressionStatement()
    {
        var mark = _scratch.Count;
        ParseSequenceInto();
        if (_scratch.Count == mark + 1 && At(JsToken.Colon) && _scratch[mark] is Name)
        {
            // A label.
            _scratch.RemoveAt(mark);
            _lex.Next();
            ParseStatementInto();
            return;
        }

        ExpectEnd();
    }

    private Node ParseParenthesized()
    {
        Expect(JsToken.ParenOpen);
        var node = ParseExpression();
        Expect(JsToken.ParenClose);
        return node;
    }

    private Branch ParseIf()
    {
        var (line, start, mark) = (_lex.Line, _lex.Start, _scratch.Count);
        while (true)
        {
            _lex.Next();
            _scratch.Add(ParseParenthesized());
            _scratch.Add(ParseBody());
            if (!Accept(JsToken.Else))
            {
                break;
            }

            if (!At(JsToken.If))
            {
                _scratch.Add(ParseBody());
                break;
            }
        }

        return new Branch(line, start, _lex.LastEnd, "if", Take(mark));
    }

    private Branch ParseWhile()
    {
        var (line, start, keyword) = (_lex.Line, _lex.Start, _lex.Text);
        _lex.Next();
        var test = ParseParenthesized();
        var body = ParseBody();
        return new Branch(line, start, _lex.LastEnd, keyword, [test, body]);
    }

    private Branch ParseDo()
    {
        var (line, start) = (_lex.Line, _lex.Start);
        _lex.Next();
        var body = ParseBody();
        Expect(JsToken.While);
        var test = ParseParenthesized();
        Accept(JsToken.Semicolon);
        return new Branch(line, start, _lex.LastEnd, "do", [body, test]);
    }

    private Branch ParseFor()
    {
        var (line, start, mark) = (_lex.Line, _lex.Start, _scratch.Count);
        _lex.Next();
        if (AtName("await"))
        {
            _lex.Next();
        }

        var outer = _locals.Enter();
        Expect(JsToken.ParenOpen);
        ParseForHead();
        Expect(JsToken.ParenClose);
        var body = ParseBody();
        _scratch.Add(body);
        return new Branch(line, start, _lex.LastEnd, "for", Take(mark)) { Locals = _locals.Leave(outer) };
    }

    /// <summary>
    /// Adds the one part of a loop over members (an <see cref="Assign"/> with <c>of</c> or <c>in</c>), or the three parts of the
    /// other kind, where an empty block stands for what is left out.
    /// </summary>
    private void ParseForHead()
    {
        var (line, start, mark) = (_lex.Line, _lex.Start, _scratch.Count);
        Node? target = null;
        _noIn = true;
        if (_lex.Kind is JsToken.Var or JsToken.Const || IsDeclaration())
        {
            target = ParseDeclarators();
        }
        else if (!At(JsToken.Semicolon))
        {
            ParseSequenceInto();
            if (At(JsToken.In) || AtName("of"))
            {
                target = _scratch[^1];
                _scratch.RemoveAt(_scratch.Count - 1);
            }
        }

        _noIn = false;
        if (target is not null && (At(JsToken.In) || AtName("of")))
        {
            var keyword = _lex.Text;
            _lex.Next();
            var value = ParseExpression();
            _scratch.Add(new Assign(line, start, _lex.LastEnd, target, keyword, value));
            return;
        }

        var nodes = Take(mark);
        _scratch.Add(nodes.Length == 1 ? nodes[0] : new Block(line, start, _lex.LastEnd, nodes));
        Expect(JsToken.Semicolon);
        _scratch.Add(ParseOptional(JsToken.Semicolon));
        Expect(JsToken.Semicolon);
        _scratch.Add(ParseOptional(JsToken.ParenClose));
    }

    private Node ParseOptional(JsToken stop) =>
        At(stop) ? new Block(_lex.Line, _lex.Start, _lex.Start, []) : ParseExpression();

    private Branch ParseSwitch()
    {
        var (line, start, mark) = (_lex.Line, _lex.Start, _scratch.Count);
        _lex.Next();
        _scratch.Add(ParseParenthesized());
        Expect(JsToken.BraceOpen);
        while (_lex.Kind is not (JsToken.BraceClose or JsToken.End))
        {
            if (Accept(JsToken.Case))
            {
                _scratch.Add(ParseExpression());
            }
            else if (!Accept(JsToken.Default))
            {
                Trouble();
                _lex.Next();
                continue;
            }

            Expect(JsToken.Colon);
            var (blockLine, blockStart, block) = (_lex.Line, _lex.Start, _scratch.Count);
            while (_lex.Kind is not (JsToken.Case or JsToken.Default or JsToken.BraceClose or JsToken.End))
            {
                var before = _lex.Start;
                ParseStatementInto();
                if (_lex.Start == before && !At(JsToken.End))
                {
                    Trouble();
                    _lex.Next();
                }
            }

            if (_scratch.Count > block)
            {
                _scratch.Add(new Block(blockLine, blockStart, _lex.LastEnd, Take(block)));
            }
        }

        Expect(JsToken.BraceClose);
        return new Branch(line, start, _lex.LastEnd, "switch", Take(mark));
    }

    private Branch ParseTry()
    {
        var (line, start, mark) = (_lex.Line, _lex.Start, _scratch.Count);
        _lex.Next();
        _scratch.Add(ParseBlock());
        if (At(JsToken.Catch))
        {
            var (catchLine, catchStart, parts) = (_lex.Line, _lex.Start, _scratch.Count);
            _lex.Next();
            if (Accept(JsToken.ParenOpen))
            {
                _scratch.Add(ParseBinding());
                SkipAnnotation();
                Expect(JsToken.ParenClose);
            }

            _scratch.Add(ParseBlock());
            _scratch.Add(new Branch(catchLine, catchStart, _lex.LastEnd, "catch", Take(parts)));
        }

        if (Accept(JsToken.Finally))
        {
            _scratch.Add(ParseBlock());
        }

        return new Branch(line, start, _lex.LastEnd, "try", Take(mark));
    }

    private Return ParseReturn()
    {
        var (line, start, keyword) = (_lex.Line, _lex.Start, _lex.Text);
        _lex.Next();
        var value = _lex.NewLine || _lex.Kind is JsToken.Semicolon or JsToken.BraceClose or JsToken.End ? null : ParseExpression();
        ExpectEnd();
        return new Return(line, start, _lex.LastEnd, keyword, value);
    }

    private void ParseJump()
    {
        _lex.Next();
        if (At(JsToken.Name) && !_lex.NewLine)
        {
            _lex.Next();
        }

        ExpectEnd();
    }
}
