using PackageWall.Inspection.Languages.Syntax;
using Index = PackageWall.Inspection.Languages.Syntax.Index;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Members, calls and <c>new</c>: ECMA-262 section 13.3.</summary>
internal sealed partial class JsParser
{
    /// <summary>Most links (<c>.a</c>, <c>[b]</c>, <c>(c)</c>) on top of each other; what hangs below a longer chain is set aside.</summary>
    private const int SpineCap = 1000;

    private Node ParsePostfix()
    {
        var outer = _tall;
        _tall = 0;
        var links = 0;
        var node = ParsePrimary();
        if (_arrowEnd != _lex.LastEnd)
        {
            while (TryParseLink(ref node, allowCall: true))
            {
                if (++links + _tall > SpineCap)
                {
                    NoteOnce($"javascript: chain of more than {SpineCap} links at line {_lex.Line}");
                    _spilled.Add(node);
                    node = new Unknown(node.Line, node.Start, node.End, []);
                    (links, _tall) = (0, 0);
                }
            }

            if (At(JsToken.Increment) && !_lex.NewLine)
            {
                var text = _lex.Text == "++" ? "+=" : "-=";
                _lex.Next();
                node = new Assign(node.Line, node.Start, _lex.LastEnd, node, text, new Literal(node.Line, node.Start, node.Start, SmallNumbers[1]));
            }
        }

        _tall = Math.Max(outer, _tall + links);
        return node;
    }

    /// <summary>Chains that were cut off for their length; they are appended to the program.</summary>
    private readonly List<Node> _spilled = [];

    private bool TryParseLink(ref Node node, bool allowCall)
    {
        switch (_lex.Kind)
        {
            case JsToken.Dot:
                _lex.Next();
                node = ParseMember(node);
                return true;
            case JsToken.QuestionDot when allowCall:
                _lex.Next();
                if (_lex.Kind is not (JsToken.ParenOpen or JsToken.BracketOpen or JsToken.Backtick) && !AtOperator("<"))
                {
                    node = ParseMember(node);
                }

                return true;
            case JsToken.BracketOpen:
                _lex.Next();
                var key = ParseExpression();
                Expect(JsToken.BracketClose);
                node = new Index(node.Line, node.Start, _lex.LastEnd, node, key);
                return true;
            case JsToken.ParenOpen when allowCall:
                node = ParseCall(node, isNew: false);
                return true;
            case JsToken.Backtick:
                var template = ParseTemplate(isTagged: true);
                node = new Call(node.Line, node.Start, _lex.LastEnd, node, [new Argument(null, template, false)], false);
                return true;
            case JsToken.Not when _lex.Text == "!" && !_lex.NewLine:
                // TypeScript's assurance that something is not null.
                _lex.Next();
                return true;
            case JsToken.Operator when _types && _lex.Text is "<" or "<<":
                return TrySkipTypeArguments();
            default:
                return false;
        }
    }

    private Node ParseMember(Node target)
    {
        if (!AtAnyName && !At(JsToken.PrivateName))
        {
            Trouble();
            return target;
        }

        var node = new Member(target.Line, target.Start, _lex.End, target, _lex.Text);
        _lex.Next();
        return node;
    }

    private Call ParseCall(Node callee, bool isNew)
    {
        var arguments = ParseArguments();
        var call = new Call(callee.Line, callee.Start, _lex.LastEnd, callee, arguments, isNew);
        _prints.See(call);
        return call;
    }

    private Argument[] ParseArguments()
    {
        _lex.Next();
        if (Accept(JsToken.ParenClose))
        {
            return [];
        }

        var mark = _scratch.Count;
        ParseItemsInto(JsToken.ParenClose);
        var count = _scratch.Count - mark;
        var arguments = new Argument[count];
        for (var i = 0; i < count; i++)
        {
            var value = _scratch[mark + i];
            arguments[i] = value is Unary { Operator: "..." } spread ? new Argument(null, spread.Operand, true) : new Argument(null, value, false);
        }

        _scratch.RemoveRange(mark, count);
        return arguments;
    }

    /// <summary>
    /// Reads items between brackets onto the scratch list, up to and with the closing one. Annotations are passed over, since only
    /// what follows tells arguments from parameters; true when there was one.
    /// </summary>
    private bool ParseItemsInto(JsToken close)
    {
        var isAnnotated = false;
        var (noIn, inThen) = (_noIn, _inThen);
        (_noIn, _inThen) = (false, false);
        while (_lex.Kind != close && !At(JsToken.End))
        {
            var (line, start) = (_lex.Line, _lex.Start);
            if (Accept(JsToken.Comma))
            {
                if (close == JsToken.BracketClose)
                {
                    _scratch.Add(new Literal(line, start, start, null));
                }

                continue;
            }

            var isSpread = Accept(JsToken.Ellipsis);
            var item = ParseAssign();
            if (At(JsToken.Colon))
            {
                isAnnotated = true;
                SkipAnnotation();
                if (At(JsToken.Assign))
                {
                    item = ParseAssignTail(item);
                }
            }

            _scratch.Add(isSpread ? new Unary(line, start, _lex.LastEnd, "...", item) : item);
            if (At(JsToken.Comma))
            {
                _lex.Next();
            }
            else if (_lex.Kind != close)
            {
                Trouble();
                if (_lex.Kind is JsToken.Semicolon or JsToken.ParenClose or JsToken.BracketClose or JsToken.BraceClose)
                {
                    break;
                }

                if (_lex.Start == start)
                {
                    _lex.Next();
                }
            }
        }

        (_noIn, _inThen) = (noIn, inThen);
        Expect(close);
        return isAnnotated;
    }

    /// <summary><c>new a.b(c)</c>, also several <c>new</c> in a row; ECMA-262 section 13.3.5.</summary>
    private Node ParseNew()
    {
        var (line, start, count) = (_lex.Line, _lex.Start, 0);
        while (At(JsToken.New))
        {
            _lex.Next();
            count++;
        }

        Node? node = null;
        if (At(JsToken.Dot))
        {
            _lex.Next();
            node = ParseMember(new Name(line, start, start + 3, "new"));
            if (--count == 0)
            {
                return node;
            }
        }

        node ??= ParsePrimary();
        var links = 0;
        while (count > 0)
        {
            while (links++ < SpineCap && TryParseLink(ref node, allowCall: false))
            {
            }

            var arguments = At(JsToken.ParenOpen) ? ParseArguments() : [];
            node = new Call(line, start, _lex.LastEnd, node, arguments, true);
            if (--count > ChainCap)
            {
                NoteOnce($"javascript: more than {ChainCap} times new in a row at line {line}");
                count = ChainCap;
            }
        }

        return node;
    }
}
