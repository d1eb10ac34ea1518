using System.Collections.Frozen;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Python;

/// <summary>
/// Tells what stands under <c>if __name__ == "__main__"</c>: it runs where the file is started, and not where it is imported. A file that
/// gives itself another name, or could do so by a way that names nothing, has no such block: all of it runs wherever it is loaded.
/// </summary>
internal sealed class MainBlock
{
    private const string NameOfFile = "__name__";

    /// <summary>Ways to reach the names of a file by a computed name, or to run text among them.</summary>
    private static readonly FrozenSet<string> WaysAround = new[]
    {
        "globals", "locals", "vars", "exec", "eval", "execfile", "setattr", "__setattr__", "delattr", "__delattr__", "__dict__", "__builtins__", "builtins", "__builtin__", "modules", "f_globals",
        "f_builtins", "f_locals", "ModuleType", "__globals__", "currentframe", "_getframe", "gc", "ctypes",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly SyntaxTree _tree;
    private bool? _isNamed;

    /// <summary>Looks into a file when it is first asked.</summary>
    public MainBlock(SyntaxTree tree) => _tree = tree;

    /// <summary>Whether the second part of a branch is such a block.</summary>
    public bool Is(Branch branch) => IsAsked(branch) && !(_isNamed ??= IsNamed());

    private static bool IsAsked(Branch branch) =>
        branch is { Keyword: "if", Parts: [Binary { Operator: "==" } test, _, ..] }
        && (test is { Left: Name { Text: NameOfFile }, Right: Literal { Value: "__main__" } } || test is { Left: Literal { Value: "__main__" }, Right: Name { Text: NameOfFile } });

    // Whether the file may name itself: where its name is more than asked for, and, in what runs when it is loaded, by a way around. Functions and
    // classes of the file run then when something that does names them. Each node is looked at twice at most.
    private bool IsNamed()
    {
        var named = new Dictionary<string, List<Node>>(StringComparer.Ordinal);
        var mentioned = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<Node>([_tree.Root]);
        while (open.TryPop(out var node))
        {
            if (Gives(node))
            {
                return true;
            }

            NodeParts.Push(node, open);
        }

        open.Push(_tree.Root);
        while (open.TryPop(out var node))
        {
            switch (node)
            {
                case Function { Text: { } name } function:
                    Keep(name, function.Body);
                    function.Decorators.ToList().ForEach(open.Push);
                    continue;
                case Class { Text: { } name } definition:
                    KeepMethods(name, definition);
                    continue;
                case Branch branch when IsAsked(branch):
                    // What would run only if it were named is no reason to think so.
                    open.Push(branch.Parts[0]);
                    branch.Parts.Skip(2).ToList().ForEach(open.Push);
                    continue;
                case Syntax.Index { Target: var names, Key: Literal key } when IsAllNames(names):
                    // One name that is written out, and not that of the file.
                    mentioned.Add(key.Value as string ?? "");
                    continue;
                case Binary { Operator: "in" or "not in", Right: var names } asked when IsAllNames(names) || names is Member { Text: "modules", Target: Name { Text: "sys" } }:
                    open.Push(asked.Left);
                    continue;
                case Name { Text: var text }:
                    Mention(text);
                    break;
                case Member { Text: var text }:
                    mentioned.Add(text);
                    break;
            }

            NodeParts.Push(node, open);
        }

        return mentioned.Overlaps(WaysAround);

        // The body of a class runs at once; its functions when something names the class, those that the language calls by itself when another is
        // made of it.
        void KeepMethods(string name, Class definition)
        {
            foreach (var member in (definition.Body as Block)?.Body ?? [definition.Body])
            {
                if (member is not Function method)
                {
                    open.Push(member);
                    continue;
                }

                method.Decorators.ToList().ForEach(open.Push);
                Keep(name, method.Body);
                if (method.Text is { } own && own.StartsWith("__", StringComparison.Ordinal))
                {
                    Keep(BaseOf(name), method.Body);
                }
            }

            definition.Decorators.ToList().ForEach(open.Push);
            foreach (var parent in definition.Bases)
            {
                if (parent is Name { Text: var text })
                {
                    Mention(BaseOf(text));
                }
                else
                {
                    open.Push(parent);
                }
            }
        }

        static string BaseOf(string name) => name + " as a base";

        void Keep(string name, Node body)
        {
            if (mentioned.Contains(name))
            {
                open.Push(body);
            }
            else
            {
                (named.TryGetValue(name, out var bodies) ? bodies : named[name] = []).Add(body);
            }
        }

        void Mention(string name)
        {
            if (mentioned.Add(name) && named.Remove(name, out var bodies))
            {
                bodies.ForEach(open.Push);
            }
        }
    }

    private static bool IsAllNames(Node node) => node is Call { Callee: Name { Text: "globals" or "locals" or "vars" }, Arguments: [] };

    // __name__ = x, z as __name__, for __name__ in x, def __name__, x.__name__ = y of what may be the file, "__name__" as a key.
    private static bool Gives(Node node) => node switch
    {
        Assign assign => IsTarget(assign.Target),
        Comprehension comprehension => comprehension.Loops.Any(loop => IsTarget(loop.Target)),
        Import import => import.Bindings.Any(binding => binding.Local is NameOfFile || binding is { Imported: "*", Local: "*" }),
        Function { Text: NameOfFile } or Class { Text: NameOfFile } => true,
        Function function => function.Parameters.Any(parameter => parameter.Text.TrimStart('*') == NameOfFile),
        Branch { Keyword: "global" or "nonlocal" } scope => scope.Parts.Any(IsTarget),
        Branch { Keyword: "switch" or "try" } branch => branch.Parts.Any(IsTarget),
        Unary { Operator: "delete" } gone => IsTarget(gone.Operand),
        Literal { Value: NameOfFile } => true,
        _ => false,
    };

    // Anything that may be given a value: names, members of that name, and what stands in brackets and calls, as patterns have them.
    private static bool IsTarget(Node target)
    {
        var open = new Stack<Node>([target]);
        while (open.TryPop(out var node))
        {
            switch (node)
            {
                case Name { Text: NameOfFile } or Member { Text: NameOfFile }:
                    return true;
                case ListNode or MapNode or Unary or Call or Unknown or Assign:
                    NodeParts.Push(node, open);
                    break;
            }
        }

        return false;
    }
}
