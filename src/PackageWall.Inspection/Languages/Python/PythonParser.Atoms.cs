using System.Text;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Python;

/// <summary>Names, literals and displays (language reference 6.2).</summary>
internal sealed partial class PythonParser
{
    private Node Atom()
    {
        var token = Now;
        switch (token.Kind)
        {
            case PythonTokenKind.Name:
                var name = (string)token.Value!;
                if (name is "True" or "False" or "None")
                {
                    Move();
                    return new Literal(token.Line, token.Start, token.End, name == "None" ? null : name == "True");
                }

                if (Keywords.Contains(name))
                {
                    return name is "lambda" or "yield" or "not" or "await" ? Expression() : Odd();
                }

                Move();
                return new Name(token.Line, token.Start, token.End, name);
            case PythonTokenKind.Number:
                Move();
                return new Literal(token.Line, token.Start, token.End, token.Value);
            case PythonTokenKind.String:
            case PythonTokenKind.FormatString:
                return Strings();
            case PythonTokenKind.Operator:
                return (string)token.Value! switch
                {
                    "(" => Parenthesised(),
                    "[" => Display("]"),
                    "{" => Braces(),
                    "..." => Ellipsis(),
                    _ => Odd(),
                };
            default:
                return new Unknown(token.Line, token.Start, token.Start, []);
        }
    }

    private Literal Ellipsis()
    {
        var token = Move();
        return new Literal(token.Line, token.Start, token.End, null);
    }

    // A token that starts no expression: passed over, so that the parser always moves on.
    private Unknown Odd()
    {
        var token = Now;
        if (!IsLineEnd())
        {
            Move();
            _oddities++;
        }

        return new Unknown(token.Line, token.Start, token.End, []);
    }

    private int _oddities;

    // Literals next to each other are one (2.4.2).
    private Node Strings()
    {
        var first = Now;
        if (Next.Kind is not (PythonTokenKind.String or PythonTokenKind.FormatString) && first.Kind == PythonTokenKind.String)
        {
            Move();
            return new Literal(first.Line, first.Start, first.End, first.Value);
        }

        var parts = new List<Node>();
        var text = new StringBuilder();
        var bytes = new List<byte>();
        var isBytes = false;
        while (Now.Kind is PythonTokenKind.String or PythonTokenKind.FormatString)
        {
            var token = Move();
            switch (token.Value)
            {
                case string value:
                    text.Append(value);
                    break;
                case byte[] value:
                    isBytes = true;
                    bytes.AddRange(value);
                    break;
                case List<FormatPart> format:
                    foreach (var part in format)
                    {
                        FormatParts(part, token, text, parts);
                    }

                    break;
            }
        }

        if (isBytes)
        {
            return new Literal(first.Line, first.Start, EndOfLast, bytes.ToArray());
        }

        if (parts.Count == 0)
        {
            return new Literal(first.Line, first.Start, EndOfLast, text.ToString());
        }

        FlushText(text, first, parts);
        return new Template(first.Line, first.Start, EndOfLast, parts);
    }

    private void FormatParts(FormatPart part, PythonToken token, StringBuilder text, List<Node> parts)
    {
        if (part.Text is not null)
        {
            text.Append(part.Text);
            return;
        }

        FlushText(text, token, parts);
        if (!Enter(out var tooDeep))
        {
            parts.Add(tooDeep);
            return;
        }

        var inner = new PythonParser(_text, PythonLexer.ReadExpression(_text, part.Start, part.End, part.Line), _unread, _depth);
        parts.Add(inner.Expressions());
        _depth--;
    }

    private static void FlushText(StringBuilder text, PythonToken token, List<Node> parts)
    {
        if (text.Length > 0)
        {
            parts.Add(new Literal(token.Line, token.Start, token.End, text.ToString()));
            text.Clear();
        }
    }

    private Node Parenthesised()
    {
        var open = Move();
        if (!Enter(out var tooDeep))
        {
            Take(")");
            return tooDeep;
        }

        var saved = _inFor;
        _inFor = default;
        Node node;
        if (IsOperator(")"))
        {
            node = new ListNode(open.Line, open.Start, Now.End, []);
        }
        else
        {
            node = Expressions();
            if (IsFor())
            {
                node = Loops(node, open.Start);
            }
        }

        SkipTo(")");
        _inFor = saved;
        _depth--;
        return node;
    }

    private Node Display(string close)
    {
        var open = Move();
        if (!Enter(out var tooDeep))
        {
            Take(close);
            return tooDeep;
        }

        var saved = _inFor;
        _inFor = default;
        var items = new List<Node>();
        Node? comprehension = null;
        while (!IsOperator(close) && !IsLineEnd())
        {
            var before = _at;
            var item = Named();
            if (IsFor())
            {
                comprehension = Loops(item, open.Start);
            }
            else
            {
                items.Add(item);
            }

            if (!Take(",") && _at == before)
            {
                Odd();
            }
        }

        Take(close);
        _inFor = saved;
        _depth--;
        return comprehension ?? new ListNode(open.Line, open.Start, EndOfLast, items);
    }

    private Node Braces()
    {
        var open = Move();
        if (!Enter(out var tooDeep))
        {
            Take("}");
            return tooDeep;
        }

        var saved = _inFor;
        _inFor = default;
        var pairs = new List<(Node?, Node)>();
        var items = new List<Node>();
        Node? comprehension = null;
        while (!IsOperator("}") && !IsLineEnd())
        {
            var before = _at;
            if (Take("**"))
            {
                pairs.Add((null, Operation(0)));
            }
            else
            {
                var key = Named();
                if (Take(":"))
                {
                    var value = Expression();
                    if (IsFor())
                    {
                        comprehension = Loops(new ListNode(key.Line, key.Start, value.End, [key, value]), open.Start);
                    }
                    else
                    {
                        pairs.Add((key, value));
                    }
                }
                else if (IsFor())
                {
                    comprehension = Loops(key, open.Start);
                }
                else
                {
                    items.Add(key);
                }
            }

            if (!Take(",") && _at == before)
            {
                Odd();
            }
        }

        Take("}");
        _inFor = saved;
        _depth--;
        return comprehension
            ?? (items.Count > 0 ? new ListNode(open.Line, open.Start, EndOfLast, items) : new MapNode(open.Line, open.Start, EndOfLast, pairs));
    }

    // Goes to the closing bracket; what stands before it was not understood.
    private void SkipTo(string close)
    {
        while (!IsOperator(close) && !IsLineEnd())
        {
            var before = _at;
            Odd();
            if (_at == before)
            {
                break;
            }
        }

        Take(close);
    }
}
