using System.Reflection.Metadata;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>
/// Calls inside an assembly. Nodes are numbers, whose names are only made when something is told of them; only edges that lead to a
/// method with facts are given out, so that the largest assembly leaves a small graph. Weak edges are those that may never be taken: to
/// every override of a virtual method, to every method of an object that is created.
/// </summary>
internal sealed class CallGraph(MetadataReader metadata, MemberNames names)
{
    private readonly List<(int From, int To)> _edges = [];
    private readonly List<(int From, int To)> _weak = [];
    private readonly List<NodeName> _nodes = [new() { Text = "" }];
    private Adjacency? _forward;

    /// <summary>The node of what runs as soon as the assembly is loaded.</summary>
    public const int Load = 0;

    /// <summary>Whether something runs as soon as the assembly is loaded. Where nothing does, weak edges are never given out.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>A node with a name that is known.</summary>
    public int Node(string name)
    {
        _nodes.Add(new NodeName { Text = name });
        return _nodes.Count - 1;
    }

    /// <summary>A node for the methods of a type that share a name.</summary>
    public int Node(TypeDefinitionHandle type, StringHandle method)
    {
        _nodes.Add(new NodeName { Type = type, Method = method });
        return _nodes.Count - 1;
    }

    /// <summary>A node for what creating an object of a type makes reachable.</summary>
    public int Created(TypeDefinitionHandle type)
    {
        _nodes.Add(new NodeName { Type = type });
        return _nodes.Count - 1;
    }

    public string Name(int node)
    {
        NodeName name = _nodes[node];
        if (name.Text is null)
        {
            string type = names.Type(name.Type);
            name = name with { Text = name.Method.IsNil ? $"new {type}" : $"{type}.{metadata.GetString(name.Method)}" };
            _nodes[node] = name;
        }

        return name.Text;
    }

    public void Add(int from, int to)
    {
        if (from != to)
        {
            _edges.Add((from, to));
            IsLoaded |= from == Load;
        }
    }

    public void AddWeak(int from, int to)
    {
        if (from != to)
        {
            _weak.Add((from, to));
        }
    }

    /// <summary>All nodes that are reached from the given ones without weak edges, each with the one that it was first reached from.</summary>
    public IReadOnlyList<(int Node, int Origin)> Reached(IReadOnlyList<int> from) =>
        from.Count == 0 ? [] : (_forward ??= new Adjacency(_nodes.Count, _edges, isReversed: false)).Spread(from);

    /// <summary>
    /// The edges that lead to some nodes. Weak ones are given out only from what runs at load, where a guess must not be missed: everywhere
    /// else a guess would turn "when its type is first used" into "everything, at once".
    /// </summary>
    public IEnumerable<(string Caller, string Callee)> LeadingTo(IReadOnlyList<int> nodes)
    {
        if (nodes.Count == 0)
        {
            return [];
        }

        List<(int From, int To)> edges = _edges;
        if (IsLoaded)
        {
            bool[] guessing = new bool[_nodes.Count];
            foreach ((int node, _) in new Adjacency(_nodes.Count, [.. _edges, .. _weak], isReversed: false).Spread([Load]))
            {
                guessing[node] = true;
            }

            edges = [.. _edges, .. _weak.Where(edge => guessing[edge.From])];
        }

        bool[] leading = new bool[_nodes.Count];
        foreach ((int node, _) in new Adjacency(_nodes.Count, edges, isReversed: true).Spread(nodes))
        {
            leading[node] = true;
        }

        return edges.Where(edge => leading[edge.To]).Distinct().Select(edge => (Name(edge.From), Name(edge.To)));
    }

    /// <summary>Those of some nodes that nothing leads to which also leads to one of the others, by whatever edge.</summary>
    public IReadOnlyList<int> Apart(IReadOnlyList<int> nodes, IReadOnlyList<int> others)
    {
        Adjacency backward = new(_nodes.Count, [.. _edges, .. _weak], isReversed: true);
        bool[] leading = new bool[_nodes.Count];
        foreach ((int node, _) in backward.Spread(others))
        {
            leading[node] = true;
        }

        return [.. nodes.Where(node => !backward.Spread([node]).Any(reached => leading[reached.Node]))];
    }

    private readonly record struct NodeName(TypeDefinitionHandle Type, StringHandle Method, string? Text);
}
