using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Python;

/// <summary>
/// Readings of the clock that are written out and decide nothing: <c>now = datetime.now().strftime("%X")</c>, and then <c>print(now)</c> and no other
/// use of the name. Told from the syntax of each function; whatever is not one of a few forms is taken to decide.
/// </summary>
internal static class ShownClock
{
    private const string Print = "print";

    private static readonly HashSet<string> Writers = new(StringComparer.Ordinal) { "write", "writelines", "info", "debug", "warning", "error", "critical", "log" };

    private static readonly HashSet<string> WritingModules = new(StringComparer.Ordinal) { "sys", "logging" };

    // Ways to come to a name without naming it.
    private static readonly HashSet<string> ByOtherWays = new(StringComparer.Ordinal) { "locals", "vars", "exec", "eval", "globals", "f_locals", "_getframe", "currentframe" };

    /// <summary>The calls in such readings, those that read the clock among them.</summary>
    public static HashSet<Node> Of(Node root)
    {
        var shown = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        var own = OwnNames(root);
        var open = new Stack<Node>([root]);
        while (open.TryPop(out var node))
        {
            if (node is Function { Body: Block body })
            {
                new Walk(shown, own).Through(body);
            }

            NodeParts.Push(node, open);
        }

        return shown;
    }

    // Names that the file gives a meaning of its own: who writes by such a one may look at what it is given. Modules keep theirs.
    private static HashSet<string> OwnNames(Node root)
    {
        var own = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<Node>([root]);
        while (open.TryPop(out var node))
        {
            switch (node)
            {
                case Function function:
                    own.UnionWith(function.Parameters.Select(parameter => parameter.Text).Where(text => text == Print));
                    own.Add(function.Text ?? "");
                    break;
                case Class { Text: { } type }:
                    own.Add(type);
                    break;
                case Assign { Target: Name { Text: var name } }:
                    own.Add(name);
                    break;
                case Assign { Target: Member { Text: var member } }:
                    own.Add(member);
                    break;
                case Import import:
                    own.UnionWith(import.Bindings.Where(binding => binding.Imported != "*" || !WritingModules.Contains(import.Module) || binding.Local != import.Module)
                        .Select(binding => binding.Local == "*" ? Print : binding.Local));
                    break;
            }

            NodeParts.Push(node, open);
        }

        return own;
    }

    // One function, without those in it: what they use is used in another way.
    private sealed class Walk(HashSet<Node> shown, HashSet<string> own)
    {
        private readonly Dictionary<string, List<Node>> _given = new(StringComparer.Ordinal);
        private readonly HashSet<string> _usedElse = new(StringComparer.Ordinal);
        private readonly List<Node> _written = [];
        private readonly Stack<Node> _blocks = [];
        private readonly Stack<Node> _others = [];
        private readonly Stack<Node> _parts = [];

        public void Through(Block body)
        {
            _blocks.Push(body);
            while (_blocks.TryPop(out var node))
            {
                Statement(node);
            }

            while (_others.TryPop(out var node))
            {
                Other(node);
            }

            if (_usedElse.Overlaps(ByOtherWays))
            {
                return;
            }

            shown.UnionWith(_written);
            foreach (var (name, calls) in _given)
            {
                if (!_usedElse.Contains(name))
                {
                    shown.UnionWith(calls);
                }
            }
        }

        private void Statement(Node node)
        {
            switch (node)
            {
                case Block block:
                    foreach (var statement in block.Body)
                    {
                        _blocks.Push(statement);
                    }

                    break;
                case Branch { Keyword: "if" or "for" or "while" } branch:
                    foreach (var part in branch.Parts)
                    {
                        (part is Block ? _blocks : _others).Push(part);
                    }

                    break;
                case Syntax.Call call when IsWriter(call.Callee):
                    _others.Push(call.Callee);
                    foreach (var argument in call.Arguments)
                    {
                        _parts.Push(argument.Value);
                    }

                    while (_parts.TryPop(out var part))
                    {
                        Written(part);
                    }

                    break;
                case Assign { Target: Name { Text: var name }, Operator: "=", Value: Syntax.Call value } when !_given.ContainsKey(name) && CallsOf(value) is { } calls:
                    _given[name] = calls;
                    break;
                default:
                    _others.Push(node);
                    break;
            }
        }

        // print, or a method by which things are written: neither of a module that the file takes in, nor by a name that the file itself explains.
        private bool IsWriter(Node callee)
        {
            if (callee is not Member { Text: var method } || !Writers.Contains(method) || own.Contains(method))
            {
                return callee is Name { Text: Print } && !own.Contains(Print);
            }

            var at = callee;
            while (at is Member member)
            {
                at = member.Target;
            }

            return at is Name { Text: var root } && !own.Contains(root);
        }

        // What is put into a text that is written.
        private void Written(Node node)
        {
            switch (node)
            {
                case Name or Literal:
                    break;
                case Syntax.Call call when CallsOf(call) is { } calls:
                    _written.AddRange(calls);
                    break;
                case Syntax.Call { Callee: Name { Text: "str" or "repr" } or Member { Text: "format", Target: Literal } } call:
                    foreach (var argument in call.Arguments)
                    {
                        _parts.Push(argument.Value);
                    }

                    break;
                case Binary { Operator: "+" or "%" } or Template or ListNode:
                    NodeParts.Push(node, _parts);
                    break;
                case MapNode map:
                    foreach (var (key, value) in map.Pairs)
                    {
                        _parts.Push(value);
                        _others.Push(key ?? value);
                    }

                    break;
                default:
                    _others.Push(node);
                    break;
            }
        }

        private void Other(Node node)
        {
            if (node is Name { Text: var name })
            {
                _usedElse.Add(name);
            }
            else if (node is Member { Text: var member } && ByOtherWays.Contains(member))
            {
                _usedElse.Add(member);
            }

            NodeParts.Push(node, _others);
        }

        // time.strftime("%X"), datetime.now().isoformat(): names, members, and calls with nothing but what is written out.
        private static List<Node>? CallsOf(Syntax.Call chain)
        {
            var calls = new List<Node>();
            Node at = chain;
            while (true)
            {
                switch (at)
                {
                    case Syntax.Call call when call.Arguments.All(argument => argument.Value is Literal):
                        calls.Add(call);
                        at = call.Callee;
                        break;
                    case Member member:
                        at = member.Target;
                        break;
                    case Name:
                        return calls;
                    default:
                        return null;
                }
            }
        }
    }
}
