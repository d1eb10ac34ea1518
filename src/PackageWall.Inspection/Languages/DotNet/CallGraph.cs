namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>
/// Calls inside an assembly. Nodes are numbers; only edges that lead to a method with facts are given out, so that the largest
/// assembly leaves a small graph. Weak edges are those that may never be taken: to every override of a virtual method, to every
/// method of an object that is created.
/// </summary>
internal sealed class CallGraph
{
    private readonly List<(int From, int To)> _edges = [];
    private readonly List<(int From, int To)> _weak = [];
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

    public void AddWeak(int from, int to)
    {
        if (from != to)
        {
            _weak.Add((from, to));
        }
    }

    /// <summary>All nodes from which one of the given ones can be reached by any edge, these included.</summary>
    public HashSet<int> Leading(IEnumerable<int> to) => [.. Spread(to, _edges.Concat(_weak).ToLookup(edge => edge.To, edge => edge.From)).Keys];

    /// <summary>All nodes that are reached from the given ones without weak edges, each with the one that it was first reached from.</summary>
    public Dictionary<int, int> Reached(IEnumerable<int> from) => Spread(from, _edges.ToLookup(edge => edge.From, edge => edge.To));

    /// <summary>
    /// The edges to some nodes. Weak ones are given out only from what runs at load, where a guess must not be missed: everywhere else a
    /// guess would turn "when its type is first used" into "everything, at once".
    /// </summary>
    public IEnumerable<(string Caller, string Callee)> Within(HashSet<int> nodes)
    {
        HashSet<int> guessing = [.. Spread([Load], _edges.Concat(_weak).ToLookup(edge => edge.From, edge => edge.To)).Keys];
        return _edges.Concat(_weak.Where(edge => guessing.Contains(edge.From))).Where(edge => nodes.Contains(edge.To)).Distinct().Select(edge => (_names[edge.From], _names[edge.To]));
    }

    private static Dictionary<int, int> Spread(IEnumerable<int> start, ILookup<int, int> next)
    {
        var origins = new Dictionary<int, int>();
        var waiting = new Queue<int>();
        foreach (int node in start)
        {
            if (origins.TryAdd(node, node))
            {
                waiting.Enqueue(node);
            }
        }

        while (waiting.TryDequeue(out int node))
        {
            foreach (int neighbour in next[node])
            {
                if (origins.TryAdd(neighbour, origins[node]))
                {
                    waiting.Enqueue(neighbour);
                }
            }
        }

        return origins;
    }
}
