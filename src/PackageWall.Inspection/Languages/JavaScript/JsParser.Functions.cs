using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Functions, arrows and objects: ECMA-262 sections 13.2.5 and 15.</summary>
internal sealed partial class JsParser
{
    private Function ParseFunction(bool isAsync, Series<Node> decorators)
    {
        var (line, start) = (_lex.Line, _lex.Start);
        _lex.Next();
        var isGenerator = AtOperator("*");
        if (isGenerator)
        {
            _lex.Next();
        }

        string? name = null;
        if (AtAnyName && !At(JsToken.ParenOpen))
        {
            name = _lex.Text;
            _lex.Next();
        }

        return ParseFunctionRest(line, start, name, isAsync, isGenerator, decorators);
    }

    /// <summary>Parameters and body, after the name.</summary>
    private Function ParseFunctionRest(int line, int start, string? name, bool isAsync, bool isGenerator, Series<Node> decorators)
    {
        if (AtOperator("<"))
        {
            SkipTypeArguments();
        }

        var saved = (_async, _generator, _noIn, _inThen);
        (_async, _generator, _noIn, _inThen) = (isAsync, isGenerator, false, false);
        _functions++;
        var outer = _locals.EnterFunction();
        var mark = _scratch.Count;
        if (Accept(JsToken.ParenOpen))
        {
            ParseParametersInto();
        }
        else
        {
            Trouble();
        }

        var parameters = ToParameters(mark);
        SkipAnnotation();
        Block body;
        if (At(JsToken.BraceOpen))
        {
            body = ParseBlock();
        }
        else
        {
            // An overload or an abstract method has no body.
            body = new Block(_lex.Line, _lex.Start, _lex.Start, []);
            ExpectEnd();
        }

        _functions--;
        (_async, _generator, _noIn, _inThen) = saved;
        var locals = _locals.LeaveFunction(outer, body);
        body = body.Locals is null ? body : body with { Locals = null };
        var function = new Function(line, start, _lex.LastEnd, name, parameters, body, decorators) { Locals = locals };
        _prints.See(function);
        return function;
    }

    private void ParseParametersInto()
    {
        while (_lex.Kind is not (JsToken.ParenClose or JsToken.End))
        {
            var before = _lex.Start;
            SkipParameterWords();
            if (At(JsToken.This))
            {
                // TypeScript's type of this.
                _lex.Next();
                SkipAnnotation();
                Accept(JsToken.Comma);
                continue;
            }

            var (line, start) = (_lex.Line, _lex.Start);
            var isSpread = Accept(JsToken.Ellipsis);
            var item = ParseAssign();
            SkipAnnotation();
            if (At(JsToken.Assign))
            {
                item = ParseAssignTail(item);
            }

            _scratch.Add(isSpread ? new Unary(line, start, _lex.LastEnd, "...", item) : item);
            if (!Accept(JsToken.Comma) && !At(JsToken.ParenClose))
            {
                Trouble();
                if (_lex.Kind is JsToken.BraceOpen or JsToken.BraceClose)
                {
                    return;
                }

                if (_lex.Start == before)
                {
                    _lex.Next();
                }
            }
        }

        Expect(JsToken.ParenClose);
    }

    private void SkipParameterWords()
    {
        while (At(JsToken.Name) && _lex.Text is "public" or "private" or "protected" or "readonly" or "override"
            && IsFollowedBy(static lex => lex.Kind is JsToken.Name or JsToken.BraceOpen or JsToken.BracketOpen))
        {
            _lex.Next();
        }
    }

    private Parameter[] ToParameters(int mark)
    {
        var nodes = Take(mark);
        var parameters = new Parameter[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            var (node, value) = nodes[i] is Assign { Operator: "=" } assign ? (assign.Target, assign.Value) : (nodes[i], null);
            if (node is Unary { Operator: "..." } rest)
            {
                node = rest.Operand;
            }

            parameters[i] = node is Name name ? new Parameter(name.Text, value, null) : new Parameter("", value, node);
        }

        return parameters;
    }

    private Function ParseArrow(int line, int start, Series<Parameter> parameters, bool isAsync)
    {
        Expect(JsToken.Arrow);
        var saved = (_async, _generator);
        (_async, _generator) = (isAsync, false);
        _functions++;
        var outer = _locals.EnterFunction();
        Block body;
        if (At(JsToken.BraceOpen))
        {
            var (noIn, inThen) = (_noIn, _inThen);
            (_noIn, _inThen) = (false, false);
            body = ParseBlock();
            (_noIn, _inThen) = (noIn, inThen);
        }
        else
        {
            var value = ParseAssign();
            body = new Block(value.Line, value.Start, value.End, [new Return(value.Line, value.Start, value.End, "return", value)]);
        }

        _functions--;
        (_async, _generator) = saved;
        _arrowEnd = _lex.LastEnd;
        var locals = _locals.LeaveFunction(outer, body);
        body = body.Locals is null ? body : body with { Locals = null };
        return new Function(line, start, _lex.LastEnd, null, parameters, body, []) { Locals = locals };
    }

    private MapNode ParseObject()
    {
        var (line, start) = (_lex.Line, _lex.Start);
        var saved = (_noIn, _inThen);
        (_noIn, _inThen) = (false, false);
        _lex.Next();
        var pairs = new List<(Node? Key, Node Value)>();
        while (_lex.Kind is not (JsToken.BraceClose or JsToken.End))
        {
            var before = _lex.Start;
            pairs.Add(ParseProperty());
            if (At(JsToken.Comma))
            {
                _lex.Next();
            }
            else if (!At(JsToken.BraceClose))
            {
                Trouble();
                if (_lex.Kind is JsToken.Semicolon or JsToken.ParenClose or JsToken.BracketClose)
                {
                    break;
                }

                if (_lex.Start == before)
                {
                    _lex.Next();
                }
            }
        }

        (_noIn, _inThen) = saved;
        Expect(JsToken.BraceClose);
        return new MapNode(line, start, _lex.LastEnd, pairs.Count == 0 ? [] : pairs);
    }

    private (Node? Key, Node Value) ParseProperty()
    {
        var (line, start) = (_lex.Line, _lex.Start);
        if (Accept(JsToken.Ellipsis))
        {
            return (null, ParseAssign());
        }

        var (isAsync, isGenerator) = (false, false);
        while (At(JsToken.Name) && _lex.Text is "async" or "get" or "set" && IsModifier())
        {
            isAsync |= _lex.Text == "async";
            _lex.Next();
        }

        if (AtOperator("*"))
        {
            isGenerator = true;
            _lex.Next();
        }

        var isName = At(JsToken.Name);
        var key = ParseKey();
        if (At(JsToken.ParenOpen) || AtOperator("<"))
        {
            return (key, ParseFunctionRest(line, start, (key as Literal)?.Value as string, isAsync, isGenerator, []));
        }

        if (Accept(JsToken.Colon))
        {
            return (key, ParseAssign());
        }

        if (!isName || key is not Literal { Value: string text })
        {
            if (_lex.Kind is not (JsToken.Comma or JsToken.BraceClose))
            {
                Trouble();
            }

            // Never the same node twice: objects in keys of objects would double with each of them for whoever walks the tree.
            return (key, key is Literal ? key : new Unknown(key.Line, key.Start, key.End, []));
        }

        Node name = new Name(line, start, key.End, text);
        return (key, At(JsToken.Assign) ? ParseAssignTail(name) : name);
    }

    /// <summary>Whether the word at hand modifies the name after it and is not itself the name.</summary>
    private bool IsModifier() => IsFollowedBy(static lex => lex.Kind is JsToken.Name or >= JsToken.Break or JsToken.String or JsToken.Number
        or JsToken.BracketOpen or JsToken.PrivateName or JsToken.BraceOpen || (lex.Kind == JsToken.Operator && lex.Text == "*"));

    /// <summary>The name of a property: a constant, or an expression in brackets.</summary>
    private Node ParseKey()
    {
        if (AtAnyName || _lex.Kind is JsToken.String or JsToken.PrivateName)
        {
            return ParseLiteral(_lex.Text);
        }

        if (At(JsToken.Number))
        {
            return ParseLiteral(Box(_lex.Number));
        }

        if (!Accept(JsToken.BracketOpen))
        {
            return ParseUnexpected();
        }

        var (noIn, inThen) = (_noIn, _inThen);
        (_noIn, _inThen) = (false, false);
        var key = ParseAssign();
        SkipAnnotation();
        (_noIn, _inThen) = (noIn, inThen);
        Expect(JsToken.BracketClose);
        return key;
    }
}
