using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Python;

/// <summary>Expressions (language reference 6).</summary>
internal sealed partial class PythonParser
{
    private static readonly Dictionary<string, int> Precedence = new(StringComparer.Ordinal)
    {
        ["or"] = 1, ["and"] = 2, ["in"] = 4, ["not"] = 4, ["is"] = 4, ["<"] = 4, [">"] = 4, ["<="] = 4, [">="] = 4, ["=="] = 4, ["!="] = 4,
        ["<>"] = 4, ["|"] = 5, ["^"] = 6, ["&"] = 7, ["<<"] = 8, [">>"] = 8, ["+"] = 9, ["-"] = 9, ["*"] = 10, ["/"] = 10, ["//"] = 10,
        ["%"] = 10, ["@"] = 10, ["**"] = 12,
    };

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for",
        "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    };

    // expression, expression, ... : a tuple without brackets.
    private Node Expressions()
    {
        var first = Named();
        if (!IsOperator(","))
        {
            return first;
        }

        var items = new List<Node> { first };
        while (Take(","))
        {
            if (!StartsExpression())
            {
                break;
            }

            items.Add(Named());
        }

        return new ListNode(first.Line, first.Start, EndOfLast, items);
    }

    private Node Named()
    {
        if (IsOperator("*") || IsOperator("**"))
        {
            var star = Move();
            var spread = Named();
            return new Unary(star.Line, star.Start, spread.End, "*", spread);
        }

        var left = Expression();
        if (IsOperator(":="))
        {
            Move();
            var value = Expression();
            return new Assign(left.Line, left.Start, value.End, left, ":=", value);
        }

        return left;
    }

    private Node Expression()
    {
        if (!Enter(out var tooDeep))
        {
            return tooDeep;
        }

        var node = IsWord("lambda") ? Lambda() : IsWord("yield") ? Yield() : Choice();
        _depth--;
        return node;
    }

    private Node Choice()
    {
        var then = Operation(0);
        if (!IsWord("if"))
        {
            return then;
        }

        Move();
        var test = Operation(0);
        Node otherwise = Take("else") ? Expression() : new Unknown(test.Line, test.End, test.End, []);
        return new Conditional(then.Line, then.Start, otherwise.End, test, then, otherwise);
    }

    private Node Yield()
    {
        var token = Move();
        Take("from");
        Node value = StartsExpression() ? Expressions() : new Literal(token.Line, token.End, token.End, null);
        return new Unary(token.Line, token.Start, value.End, "yield", value);
    }

    private Function Lambda()
    {
        var token = Move();
        var parameters = Parameters(":");
        Take(":");
        var body = Expression();
        return new Function(token.Line, token.Start, body.End, null, parameters, new Return(body.Line, body.Start, body.End, "return", body), []);
    }

    private Node Operation(int least)
    {
        Node left;
        if (IsWord("not"))
        {
            left = Prefix("not", 3);
        }
        else
        {
            left = UnaryOperation();
        }

        while (Now.Kind is PythonTokenKind.Operator or PythonTokenKind.Name
            && Precedence.TryGetValue((string)Now.Value!, out var precedence) && precedence >= Math.Max(least, 1))
        {
            var sign = (string)Now.Value!;
            if (sign == "not" && !Next.Is("in"))
            {
                break;
            }

            if (!_inFor.CanTakeIn && sign == "in")
            {
                break;
            }

            Move();
            if (sign is "not" or "is" && (Is("in") || Is("not")))
            {
                sign += " " + (string)Move().Value!;
            }

            var right = sign == "**" ? RightOf(precedence) : RightOf(precedence + 1);
            left = new Binary(left.Line, left.Start, right.End, sign, left, right);
        }

        return left;
    }

    private Node RightOf(int precedence)
    {
        if (!Enter(out var tooDeep))
        {
            return tooDeep;
        }

        var node = Operation(precedence);
        _depth--;
        return node;
    }

    private Node Prefix(string sign, int precedence)
    {
        var token = Move();
        var operand = RightOf(precedence);
        return new Unary(token.Line, token.Start, operand.End, sign, operand);
    }

    private Node UnaryOperation()
    {
        if (Now.Kind == PythonTokenKind.Operator && (string)Now.Value! is "-" or "+" or "~")
        {
            return Prefix((string)Now.Value!, 11);
        }

        if (IsWord("await"))
        {
            return Prefix("await", 13);
        }

        var node = Postfix(Atom());
        if (IsOperator("**"))
        {
            Move();
            var power = RightOf(11);
            return new Binary(node.Line, node.Start, power.End, "**", node, power);
        }

        return node;
    }

    private Node Postfix(Node node)
    {
        while (Now.Kind == PythonTokenKind.Operator)
        {
            switch ((string)Now.Value!)
            {
                case ".":
                    Move();
                    if (!Now.IsName)
                    {
                        return node;
                    }

                    node = new Member(node.Line, node.Start, Now.End, node, (string)Move().Value!);
                    break;
                case "(":
                    node = Call(node);
                    break;
                case "[":
                    node = Subscript(node);
                    break;
                default:
                    return node;
            }
        }

        return node;
    }

    private Node Call(Node callee)
    {
        Move();
        var arguments = new List<Argument>();
        var saved = _inFor;
        _inFor = default;
        while (!IsOperator(")") && !IsLineEnd())
        {
            var before = _at;
            arguments.Add(CallArgument());
            if (!Take(",") && !IsOperator(")") && _at == before)
            {
                arguments.Add(new Argument(null, Odd(), false));
            }
        }

        _inFor = saved;
        Take(")");
        return new Syntax.Call(callee.Line, callee.Start, EndOfLast, callee, arguments, false);
    }

    private Argument CallArgument()
    {
        if (IsOperator("*") || IsOperator("**"))
        {
            Move();
            return new Argument(null, Expression(), true);
        }

        if (Now.IsName && Next.Kind == PythonTokenKind.Operator && (string)Next.Value! == "=")
        {
            var keyword = (string)Move().Value!;
            Move();
            return new Argument(keyword, Expression(), false);
        }

        var value = Named();
        return new Argument(null, IsFor() ? Loops(value, value.Start) : value, false);
    }

    private Node Subscript(Node target)
    {
        Move();
        var saved = _inFor;
        _inFor = default;
        var items = new List<Node>();
        while (!IsOperator("]") && !IsLineEnd())
        {
            var before = _at;
            items.Add(SliceOrKey(target));
            if (!Take(",") && _at == before)
            {
                items.Add(Odd());
            }
        }

        _inFor = saved;
        Take("]");
        if (items is [Slice slice])
        {
            return slice with { End = EndOfLast };
        }

        var key = items.Count == 1 ? items[0] : new ListNode(target.Line, target.Start, EndOfLast, items);
        return new Syntax.Index(target.Line, target.Start, EndOfLast, target, key);
    }

    private Node SliceOrKey(Node target)
    {
        Node? from = IsOperator(":") ? null : Named();
        if (!IsOperator(":"))
        {
            return from!;
        }

        Move();
        Node? to = IsOperator(":") || IsOperator("]") || IsOperator(",") ? null : Expression();
        Node? step = null;
        if (Take(":"))
        {
            step = IsOperator("]") || IsOperator(",") ? null : Expression();
        }

        return new Slice(target.Line, target.Start, EndOfLast, target, from, to, step);
    }

    private bool IsFor() => IsWord("for") || (IsWord("async") && Next.Is("for"));

    // element for target in source if condition ...
    private Comprehension Loops(Node element, int start)
    {
        var loops = new List<(Node, Node)>();
        var conditions = new List<Node>();
        while (true)
        {
            Take("async");
            if (Take("for"))
            {
                var target = ForTargets();
                Take("in");
                loops.Add((target, Operation(0)));
            }
            else if (Take("if"))
            {
                conditions.Add(Condition());
            }
            else
            {
                break;
            }
        }

        return new Comprehension(element.Line, start, EndOfLast, element, loops, conditions);
    }

    // A condition of a comprehension ends before the next "if", so a choice needs brackets there; a lambda and := do not.
    private Node Condition()
    {
        var node = IsWord("lambda") ? Expression() : Operation(0);
        if (Take(":="))
        {
            var value = Operation(0);
            return new Assign(node.Line, node.Start, value.End, node, ":=", value);
        }

        return node;
    }

    private Node ForTargets()
    {
        var saved = _inFor;
        _inFor = new ForTarget(true);
        var target = Expressions();
        _inFor = saved;
        return target;
    }

    private bool StartsExpression() => Now.Kind switch
    {
        PythonTokenKind.Name => !Keywords.Contains((string)Now.Value!) || (string)Now.Value! is "not" or "lambda" or "await" or "yield",
        PythonTokenKind.Number or PythonTokenKind.String or PythonTokenKind.FormatString => true,
        PythonTokenKind.Operator => (string)Now.Value! is "(" or "[" or "{" or "-" or "+" or "~" or "*" or "**" or "..." or "`",
        _ => false,
    };

    private bool IsLineEnd() => Now.Kind is PythonTokenKind.Newline or PythonTokenKind.End or PythonTokenKind.Indent or PythonTokenKind.Dedent;

    private ForTarget _inFor;

    private readonly record struct ForTarget(bool Inside)
    {
        public bool CanTakeIn => !Inside;
    }
}
