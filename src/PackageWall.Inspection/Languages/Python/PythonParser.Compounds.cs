using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Python;

/// <summary>Compound statements (language reference 8).</summary>
internal sealed partial class PythonParser
{
    private Node? Compound()
    {
        var token = Now;
        switch ((string)token.Value!)
        {
            case "async" when Next.Is("def") || Next.Is("for") || Next.Is("with"):
                Move();
                return Compound();
            case "def":
                return Definition([]);
            case "class":
                return ClassDefinition([]);
            case "if" or "while":
                return Conditional();
            case "for":
                return For();
            case "try":
                return Try();
            case "with":
                return With();
            case "match" when IsMatch():
                return Match();
            default:
                return null;
        }
    }

    // : NEWLINE INDENT statements DEDENT, or : statements on the same line.
    private Block Suite()
    {
        var start = Now;
        Take(":");
        var body = new List<Node>();
        if (Now.Kind != PythonTokenKind.Newline)
        {
            SimpleLine(body);
            return new Block(start.Line, start.Start, EndOfLast, body);
        }

        Move();
        if (Now.Kind != PythonTokenKind.Indent)
        {
            return new Block(start.Line, start.Start, EndOfLast, body);
        }

        Move();
        if (!Enter(out _))
        {
            SkipBlock();
            return new Block(start.Line, start.Start, EndOfLast, body);
        }

        var inner = 0;
        while (!IsEnd && (Now.Kind != PythonTokenKind.Dedent || inner > 0))
        {
            // An indent that no statement asked for, as in damaged files: its dedent does not close this block.
            inner += Now.Kind switch { PythonTokenKind.Indent => 1, PythonTokenKind.Dedent => -1, _ => 0 };
            Statement(body);
        }

        if (Now.Kind == PythonTokenKind.Dedent)
        {
            Move();
        }

        _depth--;
        return new Block(start.Line, start.Start, EndOfLast, body);
    }

    private void SkipBlock()
    {
        var inner = 1;
        while (!IsEnd && inner > 0)
        {
            inner += Now.Kind switch { PythonTokenKind.Indent => 1, PythonTokenKind.Dedent => -1, _ => 0 };
            Move();
        }
    }

    private Node Decorated()
    {
        var decorators = new List<Node>();
        while (Take("@"))
        {
            decorators.Add(Named());
            while (!IsLineEnd())
            {
                Odd();
            }

            if (Now.Kind == PythonTokenKind.Newline)
            {
                Move();
            }
        }

        Take("async");
        return IsWord("class") ? ClassDefinition(decorators)
            : IsWord("def") ? Definition(decorators)
            : new Unknown(decorators[0].Line, decorators[0].Start, decorators[^1].End, decorators);
    }

    private Function Definition(List<Node> decorators)
    {
        var token = Move();
        var name = Now.IsName ? (string)Move().Value! : null;
        TypeParameters();
        Take("(");
        _annotations.Clear();
        var parameters = Parameters(")");
        SkipTo(")");
        if (Take("->"))
        {
            Annotate(Expression());
        }

        // Annotations that call something run when the function is defined, as decorators do.
        decorators = [.. decorators, .. _annotations];
        var body = Suite();
        return new Function(token.Line, token.Start, EndOfLast, name, parameters, body, decorators);
    }

    private readonly List<Node> _annotations = [];

    private void Annotate(Node annotation)
    {
        if (annotation is not (Name or Member or Literal))
        {
            _annotations.Add(annotation);
        }
    }

    private void TypeParameters()
    {
        if (IsOperator("["))
        {
            Display("]");
        }
    }

    private List<Parameter> Parameters(string close)
    {
        var parameters = new List<Parameter>();
        while (!IsOperator(close) && !IsLineEnd())
        {
            var before = _at;
            var stars = IsOperator("*") || IsOperator("**") ? (string)Move().Value! : "";
            if (Now.IsName && !Keywords.Contains((string)Now.Value!))
            {
                var name = (string)Move().Value!;
                if (close == ")" && Take(":"))
                {
                    Annotate(Named());
                }

                parameters.Add(new Parameter(stars + name, Take("=") ? Expression() : null, null));
            }
            else if (IsOperator("("))
            {
                // Python 2: def f(a, (b, c)).
                parameters.Add(new Parameter("", null, Parenthesised()));
            }
            else if (stars.Length == 0 && !Take("/") && !IsOperator(","))
            {
                Odd();
            }

            Take(",");
            if (_at == before)
            {
                break;
            }
        }

        return parameters;
    }

    private Class ClassDefinition(List<Node> decorators)
    {
        var token = Move();
        var name = Now.IsName ? (string)Move().Value! : null;
        TypeParameters();
        var bases = new List<Node>();
        if (IsOperator("("))
        {
            var call = (Syntax.Call)Call(new Name(token.Line, token.Start, token.End, "class"));
            bases.AddRange(call.Arguments.Select(argument => argument.Value));
        }

        var body = Suite();
        return new Class(token.Line, token.Start, EndOfLast, name, bases, body, decorators);
    }

    private Branch Conditional()
    {
        var token = Now;
        var keyword = (string)token.Value!;
        var parts = new List<Node>();
        while (IsWord(keyword) || IsWord("elif"))
        {
            Move();
            parts.Add(Named());
            parts.Add(Suite());
            if (!IsWord("elif"))
            {
                break;
            }
        }

        if (Take("else"))
        {
            parts.Add(Suite());
        }

        return new Branch(token.Line, token.Start, EndOfLast, keyword, parts);
    }

    private Branch For()
    {
        var token = Move();
        var target = ForTargets();
        Take("in");
        var source = Expressions();
        var parts = new List<Node> { new Assign(target.Line, target.Start, source.End, target, "of", source), Suite() };
        if (Take("else"))
        {
            parts.Add(Suite());
        }

        return new Branch(token.Line, token.Start, EndOfLast, "for", parts);
    }

    private Branch Try()
    {
        var token = Move();
        var parts = new List<Node> { Suite() };
        while (IsWord("except") || IsWord("else") || IsWord("finally"))
        {
            var isExcept = (string)Move().Value! == "except";
            if (isExcept && !IsOperator(":"))
            {
                Take("*");
                parts.Add(Expressions());
                if (Take("as") && Now.IsName)
                {
                    Move();
                }
            }

            parts.Add(Suite());
        }

        return new Branch(token.Line, token.Start, EndOfLast, "try", parts);
    }

    private Branch With()
    {
        var token = Move();
        var parts = new List<Node>();
        var inBrackets = IsOperator("(") && IsBracketedWith();
        if (inBrackets)
        {
            Move();
        }

        while (!IsOperator(":") && !IsOperator(")") && !IsLineEnd())
        {
            var before = _at;
            var value = Expression();
            if (Take("as"))
            {
                var target = Postfix(Atom());
                parts.Add(new Assign(target.Line, target.Start, value.End, target, "with", value));
            }
            else
            {
                parts.Add(value);
            }

            if (!Take(",") && _at == before)
            {
                Odd();
            }
        }

        if (inBrackets)
        {
            Take(")");
        }

        parts.Add(Suite());
        return new Branch(token.Line, token.Start, EndOfLast, "with", parts);
    }

    // with (open(a) as b, open(c) as d): -- the bracket belongs to the statement when "as" stands directly inside it.
    private bool IsBracketedWith()
    {
        var depth = 0;
        for (var i = _at; i < _tokens.Count && _tokens[i].Kind is not (PythonTokenKind.Newline or PythonTokenKind.End); i++)
        {
            if (_tokens[i].Kind == PythonTokenKind.Operator)
            {
                var sign = (string)_tokens[i].Value!;
                depth += sign is "(" or "[" or "{" ? 1 : sign is ")" or "]" or "}" ? -1 : 0;
                if (depth == 0)
                {
                    return false;
                }
            }
            else if (depth == 1 && _tokens[i].Is("as"))
            {
                return true;
            }
        }

        return false;
    }

    // "match" is a keyword only when its line ends in a colon and a block of cases follows.
    private bool IsMatch()
    {
        for (var i = _at + 1; i + 3 < _tokens.Count; i++)
        {
            if (_tokens[i].Kind == PythonTokenKind.Newline)
            {
                return _tokens[i - 1].Is(":") && _tokens[i + 1].Kind == PythonTokenKind.Indent && _tokens[i + 2].Is("case");
            }
        }

        return false;
    }

    private Branch Match()
    {
        var token = Move();
        var parts = new List<Node> { Expressions() };
        Take(":");
        while (Now.Kind is PythonTokenKind.Newline or PythonTokenKind.Indent)
        {
            Move();
        }

        while (IsWord("case"))
        {
            Move();
            while (!IsOperator(":") && !IsLineEnd())
            {
                var before = _at;
                var pattern = IsWord("if") || IsWord("as") ? null : Expressions();
                if (pattern is not null)
                {
                    parts.Add(pattern);
                }

                if (Take("if"))
                {
                    parts.Add(Named());
                }
                else if (Take("as") && Now.IsName)
                {
                    Move();
                }

                if (_at == before)
                {
                    Odd();
                }
            }

            parts.Add(Suite());
            while (Now.Kind == PythonTokenKind.Newline)
            {
                Move();
            }
        }

        if (Now.Kind == PythonTokenKind.Dedent)
        {
            Move();
        }

        return new Branch(token.Line, token.Start, EndOfLast, "switch", parts);
    }
}
