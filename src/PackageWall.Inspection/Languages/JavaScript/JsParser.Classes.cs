using PackageWall.Inspection.Languages.Syntax;
using Index = PackageWall.Inspection.Languages.Syntax.Index;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Classes: ECMA-262 section 15.7, with TypeScript's modifiers.</summary>
internal sealed partial class JsParser
{
    private Class ParseClass(Series<Node> decorators)
    {
        var (line, start) = (_lex.Line, _lex.Start);
        _lex.Next();
        string? name = null;
        if (At(JsToken.Name) && _lex.Text is not "implements")
        {
            name = _lex.Text;
            _lex.Next();
        }

        if (AtOperator("<"))
        {
            SkipTypeArguments();
        }

        var bases = new List<Node>();
        if (Accept(JsToken.Extends))
        {
            bases.Add(ParseLinked());
            if (AtOperator("<"))
            {
                SkipTypeArguments();
            }
        }

        if (AtName("implements"))
        {
            do
            {
                _lex.Next();
                SkipType();
            }
            while (At(JsToken.Comma));
        }

        var body = ParseClassBody();
        return new Class(line, start, _lex.LastEnd, name, bases, body, decorators);
    }

    private Block ParseClassBody()
    {
        var (line, start, mark) = (_lex.Line, _lex.Start, _scratch.Count);
        var saved = (_async, _generator, _noIn, _inThen);
        (_async, _generator, _noIn, _inThen) = (false, false, false, false);
        Expect(JsToken.BraceOpen);
        while (_lex.Kind is not (JsToken.BraceClose or JsToken.End))
        {
            var before = _lex.Start;
            if (!Accept(JsToken.Semicolon))
            {
                ParseClassMember();
            }

            if (_lex.Start == before && !At(JsToken.End))
            {
                Trouble();
                _lex.Next();
            }
        }

        (_async, _generator, _noIn, _inThen) = saved;
        Expect(JsToken.BraceClose);
        return new Block(line, start, _lex.LastEnd, Take(mark));
    }

    private void ParseClassMember()
    {
        var decorators = At(JsToken.At) ? ParseDecorators() : [];
        var (line, start, isAsync, isGenerator) = (_lex.Line, _lex.Start, false, false);
        while (At(JsToken.Name) && IsMemberWord(_lex.Text) && (IsModifier() || (IsFlow && IsFollowedBy(static lex => lex.Kind == JsToken.Operator && lex.Text is "+" or "-"))))
        {
            isAsync |= _lex.Text == "async";
            var isStatic = _lex.Text == "static";
            _lex.Next();
            if (isStatic && At(JsToken.BraceOpen))
            {
                _scratch.Add(ParseBlock());
                return;
            }
        }

        if (AtOperator("+") || AtOperator("-"))
        {
            // Flow's variance.
            _lex.Next();
        }

        if (AtOperator("*"))
        {
            isGenerator = true;
            _lex.Next();
        }

        var key = ParseKey();
        var name = (key as Literal)?.Value as string;
        if (_lex.Kind is JsToken.Question or JsToken.Not)
        {
            _lex.Next();
        }

        if (At(JsToken.ParenOpen) || AtOperator("<"))
        {
            if (name is null)
            {
                _scratch.Add(key);
            }

            _scratch.Add(ParseFunctionRest(line, start, name, isAsync, isGenerator, decorators));
            return;
        }

        ParseField(line, start, key, name);
        _scratch.AddRange(decorators);
    }

    private void ParseField(int line, int start, Node key, string? name)
    {
        SkipAnnotation();
        if (Accept(JsToken.Assign))
        {
            var value = ParseAssign();
            var self = new Name(line, start, start, "this");
            Node target = name is null ? new Index(line, start, key.End, self, key) : new Member(line, start, key.End, self, name);
            _scratch.Add(new Assign(line, start, _lex.LastEnd, target, "=", value));
        }
        else if (key is not Literal)
        {
            _scratch.Add(key);
        }

        ExpectEnd();
    }

    private static bool IsMemberWord(string text) => text is "static" or "async" or "get" or "set" or "public" or "private" or "protected"
        or "readonly" or "abstract" or "override" or "declare" or "accessor";
}
