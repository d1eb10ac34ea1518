namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>
/// Calls inside an assembly. Nodes are numbers; only edges that lead to a method with facts are given out, so that the largest
/// assembly leaves a small graph.
/// </summary>
internal sealed class CallGraph
{
    private readonly List<(int From, int To)> _edges = [];
    private readonly List<string> _names = [""];
    private readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal) { [""] = 0 };

    /// <summary>The node of what runs as soon as the assembly is loaded.</summary>
    public const int Load = 0;

    public int Node(string name)
    {
        if (!_nodes.TryGetValue(name, out int node))
        {
            node = _names.Count;
            _nodes[name] = node;
            _names.Add(name);
        }

        return node;
    }

    public string Name(int node) => _names[node];

    public void Add(int from, int to)
    {
        if (from != to)
        {
            _edges.Add((from, to));
        }
    }

    /// <summary>All nodes from which one of the given ones can be reached, these included.</summary>
    public HashSet<int> Leading(IEnumerable<int> to)
    {
        ILookup<int, int> callers = _edges.ToLookup(edge => edge.To, edge => edge.From);
        var found = new HashSet<int>(to);
        var waiting = new Queue<int>(found);
        while (waiting.TryDequeue(out int node))
        {
            foreach (int caller in callers[node])
            {
                if (found.Add(caller))
                {
                    waiting.Enqueue(caller);
                }
            }
        }

        return found;
    }

    public IEnumerable<(string Caller, string Callee)> Within(HashSet<int> nodes) =>
        _edges.Where(edge => nodes.Contains(edge.To)).Distinct().Select(edge => (_names[edge.From], _names[edge.To]));
}
