using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Imports and exports: ECMA-262 section 16.2.</summary>
internal sealed partial class JsParser
{
    private void ParseImportOrExpression()
    {
        if (IsFollowedBy(static lex => lex.Kind is JsToken.ParenOpen or JsToken.Dot))
        {
            ParseExpressionStatement();
            return;
        }

        var (line, start) = (_lex.Line, _lex.Start);
        _lex.Next();
        if (At(JsToken.String))
        {
            FinishImport(line, start, []);
            return;
        }

        if (AtAnyName && _lex.Text is "type" or "typeof" or "defer" or "source"
            && IsFollowedBy(static lex => lex.Kind is JsToken.BraceOpen || (lex.Kind == JsToken.Operator && lex.Text == "*")
                || (lex.Kind == JsToken.Name && lex.Text is not "from")))
        {
            _lex.Next();
        }

        var bindings = new List<(string Imported, string Local)>();
        if (At(JsToken.Name))
        {
            var local = _lex.Text;
            _lex.Next();
            bindings.Add(("default", local));
            if (Accept(JsToken.Assign))
            {
                // TypeScript: import a = require("b"), import a = b.c.
                var value = ParseAssign();
                _scratch.Add(new Assign(line, start, _lex.LastEnd, new Name(line, start, start, local), "=", value));
                ExpectEnd();
                return;
            }

            Accept(JsToken.Comma);
        }

        if (AtOperator("*"))
        {
            _lex.Next();
            SkipWord("as");
            bindings.Add(("*", _lex.Text));
            _lex.Next();
        }
        else if (At(JsToken.BraceOpen))
        {
            ParseSpecifiers(bindings);
        }

        FinishImport(line, start, bindings);
    }

    private void FinishImport(int line, int start, Series<(string Imported, string Local)> bindings)
    {
        SkipWord("from");
        if (!At(JsToken.String))
        {
            Trouble();
            return;
        }

        var module = _lex.Text;
        _lex.Next();
        _scratch.Add(new Import(line, start, _lex.LastEnd, module, bindings));
        if (At(JsToken.With) || (AtName("assert") && !_lex.NewLine))
        {
            _lex.Next();
            if (At(JsToken.BraceOpen))
            {
                ParseObject();
            }
        }

        ExpectEnd();
    }

    private void SkipWord(string word)
    {
        if (AtName(word))
        {
            _lex.Next();
        }
        else if (word != "from" || !At(JsToken.String))
        {
            Trouble();
        }
    }

    /// <summary><c>{ a, b as c, "d" as e, type f }</c> as pairs of the first and the second name.</summary>
    private void ParseSpecifiers(List<(string First, string Second)> pairs)
    {
        _lex.Next();
        while (_lex.Kind is not (JsToken.BraceClose or JsToken.End))
        {
            if (!AtAnyName && !At(JsToken.String))
            {
                Trouble();
                _lex.Next();
                continue;
            }

            if (AtName("type") && IsFollowedBy(static lex => lex.Kind is JsToken.Name or JsToken.Default && lex.Text is not "as"))
            {
                _lex.Next();
            }

            if (IsFlow && At(JsToken.TypeOf) && IsFollowedByName())
            {
                _lex.Next();
            }

            var first = _lex.Text;
            var second = first;
            _lex.Next();
            if (AtName("as"))
            {
                _lex.Next();
                second = _lex.Text;
                _lex.Next();
            }

            pairs.Add((first, second));
            if (!Accept(JsToken.Comma) && !At(JsToken.BraceClose))
            {
                Trouble();
            }
        }

        Expect(JsToken.BraceClose);
    }

    private void ParseExport()
    {
        var (line, start) = (_lex.Line, _lex.Start);
        _lex.Next();
        if (Accept(JsToken.Default) || Accept(JsToken.Assign))
        {
            if (AtName("abstract"))
            {
                _lex.Next();
            }

            if (AtName("interface") && IsFollowedByName())
            {
                SkipInterface();
                return;
            }

            Node value = At(JsToken.Function) ? ParseFunction(isAsync: false, []) : At(JsToken.Class) ? ParseClass([]) : ParseAssign();
            _scratch.Add(new Return(line, start, _lex.LastEnd, "export", value));
            if (value is not (Function or Class))
            {
                ExpectEnd();
            }
            else
            {
                Accept(JsToken.Semicolon);
            }

            return;
        }

        if (AtName("type") && IsFollowedBy(static lex => lex.Kind == JsToken.BraceOpen || (lex.Kind == JsToken.Operator && lex.Text == "*")))
        {
            _lex.Next();
        }

        if (AtOperator("*"))
        {
            ParseExportAll(line, start);
        }
        else if (At(JsToken.BraceOpen))
        {
            ParseExportList(line, start);
        }
        else if (AtName("as"))
        {
            // TypeScript: export as namespace X.
            _lex.Next();
            _lex.Next();
            ParseExpressionStatement();
        }
        else
        {
            ParseExportedDeclaration(line, start);
        }
    }

    private void ParseExportAll(int line, int start)
    {
        _lex.Next();
        if (AtName("as"))
        {
            _lex.Next();
            _lex.Next();
        }

        FinishImport(line, start, []);
    }

    private void ParseExportList(int line, int start)
    {
        var pairs = new List<(string First, string Second)>();
        ParseSpecifiers(pairs);
        if (AtName("from"))
        {
            FinishImport(line, start, []);
            return;
        }

        var map = pairs.ConvertAll(pair => ((Node?)new Literal(line, start, start, pair.Second), (Node)new Name(line, start, start, pair.First)));
        _scratch.Add(new Return(line, start, _lex.LastEnd, "export", new MapNode(line, start, _lex.LastEnd, map)));
        ExpectEnd();
    }

    private void ParseExportedDeclaration(int line, int start)
    {
        var mark = _scratch.Count;
        ParseStatementInto();
        var map = new List<(Node? Key, Node Value)>();
        for (var i = mark; i < _scratch.Count; i++)
        {
            var name = _scratch[i] switch
            {
                Function function => function.Text,
                Class type => type.Text,
                Assign { Target: Name target } => target.Text,
                _ => null,
            };
            if (name is not null)
            {
                map.Add((new Literal(line, start, start, name), new Name(line, start, start, name)));
            }
        }

        if (map.Count > 0)
        {
            _scratch.Add(new Return(line, start, _lex.LastEnd, "export", new MapNode(line, start, _lex.LastEnd, map)));
        }
    }
}
