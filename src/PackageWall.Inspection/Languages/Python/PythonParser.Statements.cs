using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Python;

/// <summary>Simple statements (language reference 7), Python 2's print and exec among them.</summary>
internal sealed partial class PythonParser
{
    private static readonly HashSet<string> Augmented = new(StringComparer.Ordinal)
    {
        "+=", "-=", "*=", "/=", "//=", "%=", "**=", ">>=", "<<=", "&=", "|=", "^=", "@=",
    };

    // One logical line, or one compound statement with its block.
    private void Statement(List<Node> into)
    {
        if (Now.Kind is PythonTokenKind.Newline or PythonTokenKind.Indent or PythonTokenKind.Dedent)
        {
            Move();
            return;
        }

        if (Now.Kind == PythonTokenKind.Name && Compound() is { } compound)
        {
            into.Add(compound);
            return;
        }

        if (IsOperator("@"))
        {
            into.Add(Decorated());
            return;
        }

        SimpleLine(into);
    }

    // small ; small ; small NEWLINE
    private void SimpleLine(List<Node> into)
    {
        while (!IsLineEnd())
        {
            var before = _at;
            var odd = _oddities;
            into.Add(Small());
            if (Take(";"))
            {
                continue;
            }

            if (!IsLineEnd())
            {
                into.Add(Rest(before));
            }
            else if (_oddities > odd)
            {
                Unread($"line {_tokens[before].Line} is not understood");
            }
        }

        if (Now.Kind == PythonTokenKind.Newline)
        {
            Move();
        }
    }

    // The rest of a line that is no statement: every expression in it is kept.
    private Unknown Rest(int from)
    {
        var start = _tokens[from];
        Unread($"line {start.Line} is not understood");
        var parts = new List<Node>();
        while (!IsLineEnd() && !IsOperator(";"))
        {
            var before = _at;
            parts.Add(StartsExpression() ? Expressions() : Odd());
            if (_at == before)
            {
                Move();
            }
        }

        Take(";");
        return new Unknown(start.Line, start.Start, EndOfLast, parts);
    }

    private Node Small()
    {
        var token = Now;
        if (token.Kind == PythonTokenKind.Name)
        {
            switch ((string)token.Value!)
            {
                case "import":
                    return ImportStatement();
                case "from":
                    return FromStatement();
                case "return" or "raise":
                    return Leave();
                case "pass" or "break" or "continue":
                    Move();
                    return new Branch(token.Line, token.Start, token.End, (string)token.Value!, []);
                case "global" or "nonlocal":
                    return Globals();
                case "del":
                    Move();
                    var target = Expressions();
                    return new Unary(token.Line, token.Start, target.End, "delete", target);
                case "assert":
                    Move();
                    var test = Expressions();
                    return new Branch(token.Line, token.Start, test.End, "assert", [test]);
                case "print" or "exec" when IsOldStatement():
                    return OldStatement();
                case "type" when Next.IsName && !Keywords.Contains((string)Next.Value!):
                    Move();
                    break;
            }
        }

        return ExpressionStatement();
    }

    private Node ExpressionStatement()
    {
        var target = Expressions();
        Node? annotation = null;
        if (IsOperator(":"))
        {
            Move();
            annotation = Expression();
        }

        if (Now.Kind == PythonTokenKind.Operator && Augmented.Contains((string)Now.Value!))
        {
            var sign = (string)Move().Value!;
            var value = Expressions();
            return new Assign(target.Line, target.Start, value.End, target, sign, value);
        }

        if (IsOperator("="))
        {
            target = Assignment(target);
        }

        return annotation is Syntax.Call or Syntax.Index ? new Unknown(target.Line, target.Start, EndOfLast, [annotation, target]) : target;
    }

    // a = b = c, without recursion: chains can be long.
    private Node Assignment(Node first)
    {
        var targets = new List<Node> { first };
        while (Take("="))
        {
            targets.Add(Expressions());
        }

        var value = targets[^1];
        for (var i = targets.Count - 2; i >= 0; i--)
        {
            if (targets.Count > 50 && i < targets.Count - 50)
            {
                Unread($"line {first.Line} assigns to too many names");
                break;
            }

            value = new Assign(targets[i].Line, targets[i].Start, EndOfLast, targets[i], "=", value);
        }

        return value;
    }

    private Return Leave()
    {
        var token = Move();
        Node? value = StartsExpression() ? Expressions() : null;
        if (Take("from"))
        {
            var cause = Expression();
            value = value is null ? cause : new ListNode(value.Line, value.Start, cause.End, [value, cause]);
        }
        else
        {
            // raise E, "message" of Python 2 was read as a tuple.
            Take(",");
        }

        return new Return(token.Line, token.Start, EndOfLast, (string)token.Value!, value);
    }

    private Branch Globals()
    {
        var token = Move();
        var names = new List<Node>();
        while (Now.IsName)
        {
            var name = Move();
            names.Add(new Name(name.Line, name.Start, name.End, (string)name.Value!));
            Take(",");
        }

        return new Branch(token.Line, token.Start, EndOfLast, (string)token.Value!, names);
    }

    private bool IsOldStatement() =>
        Next.Kind is PythonTokenKind.String or PythonTokenKind.FormatString or PythonTokenKind.Number
        || (Next.Kind == PythonTokenKind.Name && (!Keywords.Contains((string)Next.Value!) || (string)Next.Value! is "not" or "lambda"))
        || (Next.Kind == PythonTokenKind.Operator && (string)Next.Value! is ">>" && Is("print"))
        || (Next.Kind == PythonTokenKind.Operator && (string)Next.Value! is "{" or "`");

    // exec code in scope; print >>file, a, b
    private Syntax.Call OldStatement()
    {
        var token = Move();
        var name = new Name(token.Line, token.Start, token.End, (string)token.Value!);
        Take(">>");
        var saved = _inFor;
        _inFor = new ForTarget((string)token.Value! == "exec");
        var arguments = new List<Argument>();
        while (StartsExpression() && !IsLineEnd())
        {
            arguments.Add(new Argument(null, Expression(), false));
            if (!Take(",") && !Take("in"))
            {
                break;
            }
        }

        _inFor = saved;
        return new Syntax.Call(token.Line, token.Start, EndOfLast, name, arguments, false);
    }

    // import a.b as c, d
    private Node ImportStatement()
    {
        var token = Move();
        var imports = new List<Node>();
        do
        {
            var start = Now;
            var module = DottedName();
            if (module.Length == 0)
            {
                break;
            }

            var local = Take("as") && Now.IsName ? (string)Move().Value! : null;
            var dot = module.IndexOf('.');
            var binding = local is not null ? ("*", local) : ("*", dot < 0 ? module : module[..dot]);
            imports.Add(new Import(start.Line, token.Start, EndOfLast, module, [binding]));
        }
        while (Take(","));

        return imports.Count == 1 ? imports[0] : new Block(token.Line, token.Start, EndOfLast, imports);
    }

    // from ..a import (b as c, d)
    private Import FromStatement()
    {
        var token = Move();
        var module = "";
        while (IsOperator(".") || IsOperator("..."))
        {
            module += (string)Move().Value!;
        }

        if (!IsWord("import"))
        {
            module += DottedName();
        }

        Take("import");
        var inBrackets = Take("(");
        var bindings = new List<(string, string)>();
        while (Now.IsName || IsOperator("*"))
        {
            var imported = (string)Move().Value!;
            var local = Take("as") && Now.IsName ? (string)Move().Value! : imported;
            bindings.Add((imported, local));
            if (!Take(","))
            {
                break;
            }
        }

        if (inBrackets)
        {
            SkipTo(")");
        }

        return new Import(token.Line, token.Start, EndOfLast, module, bindings);
    }

    private string DottedName()
    {
        if (!Now.IsName)
        {
            return "";
        }

        var name = (string)Move().Value!;
        while (IsOperator(".") && Next.IsName)
        {
            Move();
            name = name.Length < 500 ? name + "." + (string)Now.Value! : name;
            Move();
        }

        return name;
    }
}
