using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Reachability;

/// <summary>All facts of a package in a fixed order, with the node that each belongs to.</summary>
internal sealed class FactTable
{
    private readonly List<int>?[] _factsOfNode;

    public FactTable(CodeGraph graph, Walk walk)
    {
        List<(Fact Fact, int Node)> placed = [];
        for (int file = 0; file < graph.Files.Count; file++)
        {
            foreach (Fact fact in graph.Files[file].Facts.Facts)
            {
                graph.TryUnit(file, fact.Unit, out int node);
                placed.Add((fact, node));
            }
        }

        placed = [.. placed.OrderBy(item => item.Fact, FactOrder.Instance)];
        _factsOfNode = new List<int>?[graph.Count];
        List<Fact> facts = new(placed.Count);
        Dictionary<int, IReadOnlyList<string>> chains = [];
        foreach ((Fact fact, int node) in placed)
        {
            (_factsOfNode[node] ??= []).Add(facts.Count);
            if (walk.ContextOf(node) is not { } context)
            {
                facts.Add(fact with { Context = Context.Dormant, Chain = [fact.File] });
                continue;
            }

            if (!chains.TryGetValue(node, out IReadOnlyList<string>? chain))
            {
                chain = walk.ChainOf(node);
                chains.Add(node, chain);
            }

            facts.Add(fact with { Context = context, Chain = chain });
        }

        Facts = facts;
    }

    /// <summary>The facts, with context and chain.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    /// <summary>Indexes of the facts of a node.</summary>
    public IReadOnlyList<int> FactsOf(int node) => _factsOfNode[node] ?? (IReadOnlyList<int>)[];
}
