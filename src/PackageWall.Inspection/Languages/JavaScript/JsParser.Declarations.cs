using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Declarations, and statements that begin with a word which is reserved only in its place.</summary>
internal sealed partial class JsParser
{
    private void ParseNamedStatement()
    {
        switch (_lex.Text)
        {
            case "let" or "using" or "await" when IsDeclaration():
                ParseVariables();
                return;
            case "async" when IsFollowedBy(static lex => lex.Kind == JsToken.Function && !lex.NewLine):
                _lex.Next();
                _scratch.Add(ParseFunction(isAsync: true, []));
                return;
            case "type" or "opaque" when IsFollowedByName():
                ParseTypeAlias();
                return;
            case "interface" when IsFollowedByName():
                SkipInterface();
                return;
            case "namespace" or "module" when IsFollowedBy(static lex => lex.Kind is JsToken.Name or JsToken.String && !lex.NewLine):
                ParseNamespace();
                return;
            case "global" when IsFollowedBy(static lex => lex.Kind == JsToken.BraceOpen && !lex.NewLine):
                _lex.Next();
                _scratch.Add(ParseBlock());
                return;
            case "declare" or "abstract" when IsFollowedByWord():
                _lex.Next();
                return;
            default:
                ParseExpressionStatement();
                return;
        }
    }

    private bool IsFollowedBy(Func<JsLexer, bool> test)
    {
        var mark = _lex.Mark();
        _lex.Next();
        var result = test(_lex);
        _lex.Reset(mark);
        return result;
    }

    private bool IsFollowedByName() => IsFollowedBy(static lex => lex.Kind == JsToken.Name && !lex.NewLine);

    private bool IsFollowedByWord() => IsFollowedBy(static lex => lex.Kind is JsToken.Name or >= JsToken.Break
        && lex.Kind is not (JsToken.In or JsToken.InstanceOf) && !lex.NewLine);

    /// <summary>Whether <c>let</c>, <c>using</c> or <c>await using</c> declares something here and is not a plain name.</summary>
    private bool IsDeclaration()
    {
        if (!At(JsToken.Name))
        {
            return false;
        }

        switch (_lex.Text)
        {
            case "let":
                return IsFollowedBy(static lex => lex.Kind is JsToken.Name or JsToken.BracketOpen or JsToken.BraceOpen);
            case "using":
                return IsFollowedBy(static lex => lex.Kind == JsToken.Name && !lex.NewLine && lex.Text is not "of");
            case "await":
                var mark = _lex.Mark();
                _lex.Next();
                var result = AtName("using") && !_lex.NewLine && IsFollowedByName();
                _lex.Reset(mark);
                return result;
            default:
                return false;
        }
    }

    private void ParseVariables()
    {
        if (At(JsToken.Const) && IsFollowedBy(static lex => lex.Kind == JsToken.Enum))
        {
            _lex.Next();
            ParseEnum();
            return;
        }

        ParseDeclarators();
        ExpectEnd();
    }

    /// <summary>Reads the declared names onto the scratch list, those that are given a value; returns the last that is given none.</summary>
    private Node? ParseDeclarators()
    {
        if (AtName("await"))
        {
            _lex.Next();
        }

        var isVar = At(JsToken.Var);
        Node? bare;
        do
        {
            _lex.Next();
            if (At(JsToken.Semicolon))
            {
                // Generators of declarations leave such: it names nothing.
                return null;
            }

            var (line, start) = (_lex.Line, _lex.Start);
            bare = ParseBinding();
            _locals.Declare(bare, isVar);
            if (At(JsToken.Not) && !_lex.NewLine)
            {
                _lex.Next();
            }

            SkipAnnotation();
            if (Accept(JsToken.Assign))
            {
                var value = ParseAssign();
                _scratch.Add(new Assign(line, start, _lex.LastEnd, bare, "=", value));
                bare = null;
            }
        }
        while (At(JsToken.Comma));
        return bare;
    }

    /// <summary>A name or a pattern that takes a value.</summary>
    private Node ParseBinding()
    {
        if (At(JsToken.Name))
        {
            var name = new Name(_lex.Line, _lex.Start, _lex.End, _lex.Text);
            _lex.Next();
            return name;
        }

        return _lex.Kind is JsToken.BracketOpen or JsToken.BraceOpen ? ParsePrimary() : ParseUnexpected();
    }

    private void ParseDecorated()
    {
        var decorators = ParseDecorators();
        if (Accept(JsToken.Export))
        {
            Accept(JsToken.Default);
        }

        if (AtName("abstract"))
        {
            _lex.Next();
        }

        if (At(JsToken.Class))
        {
            _scratch.Add(ParseClass(decorators));
            return;
        }

        _scratch.AddRange(decorators);
    }

    private Node[] ParseDecorators()
    {
        var mark = _scratch.Count;
        while (At(JsToken.At))
        {
            _lex.Next();
            _scratch.Add(At(JsToken.At) ? ParseUnexpected() : ParseLinked());
        }

        return Take(mark);
    }

    private void ParseTypeAlias()
    {
        // Flow: opaque type A = B.
        if (AtName("opaque"))
        {
            _lex.Next();
        }

        _lex.Next();
        _lex.Next();
        if (AtOperator("<"))
        {
            SkipTypeArguments();
        }

        SkipAnnotation();
        if (Accept(JsToken.Assign))
        {
            SkipType();
        }

        ExpectEnd();
    }

    private void SkipInterface()
    {
        _lex.Next();
        while (_lex.Kind is not (JsToken.BraceOpen or JsToken.Semicolon or JsToken.End))
        {
            if (AtOperator("<"))
            {
                SkipTypeArguments();
            }
            else
            {
                _lex.Next();
            }
        }

        if (At(JsToken.BraceOpen))
        {
            SkipBrackets();
        }
    }

    private void ParseNamespace()
    {
        _lex.Next();
        while (_lex.Kind is not (JsToken.BraceOpen or JsToken.Semicolon or JsToken.End) && !(_lex.NewLine && !At(JsToken.Dot)))
        {
            _lex.Next();
        }

        if (At(JsToken.BraceOpen))
        {
            _scratch.Add(ParseBlock());
        }
    }

    private void ParseEnum()
    {
        var (line, start) = (_lex.Line, _lex.Start);
        _lex.Next();
        var name = ParseBinding();
        SkipAnnotation();
        var pairs = new List<(Node? Key, Node Value)>();
        Expect(JsToken.BraceOpen);
        while (_lex.Kind is not (JsToken.BraceClose or JsToken.End))
        {
            var before = _lex.Start;
            var key = ParseKey();
            pairs.Add((key, Accept(JsToken.Assign) ? ParseAssign() : key));
            if (!Accept(JsToken.Comma) && !At(JsToken.BraceClose))
            {
                Trouble();
                if (_lex.Start == before)
                {
                    _lex.Next();
                }
            }
        }

        Expect(JsToken.BraceClose);
        _scratch.Add(new Assign(line, start, _lex.LastEnd, name, "=", new MapNode(line, start, _lex.LastEnd, pairs)));
    }
}
