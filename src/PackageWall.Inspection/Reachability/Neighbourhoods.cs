using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Reachability;

/// <summary>
/// What belongs together in a large body of code: a function with what it calls, a few calls deep; a short file; what was decoded from one
/// file. A bundle of a hundred libraries reaches everything from everywhere, and that two of its functions exist says nothing.
/// </summary>
internal static class Neighbourhoods
{
    private const int MostCalls = 3;
    private const int MostNodes = 48;
    private const int ShortFile = 24_000;

    /// <summary>All neighbourhoods that hold a fact. Linear in the size of the graph, as each takes a bounded number of nodes.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Of(CodeGraph graph, FactTable table)
    {
        List<IReadOnlyList<int>> all = [];
        List<int> nodes = [];
        HashSet<int> seen = [];
        for (int node = 0; node < graph.Count; node++)
        {
            if (graph.FileOf(node) < 0)
            {
                continue;
            }

            Around(graph, node, nodes, seen);
            List<int> facts = [.. nodes.SelectMany(table.FactsOf)];

            // What a single function does, and it is not this one, is its own neighbourhood.
            if (facts.Count > 0 && (table.FactsOf(node).Count > 0 || nodes.Count(other => table.FactsOf(other).Count > 0) > 1))
            {
                all.Add(facts);
            }
        }

        for (int file = 0; file < graph.Files.Count; file++)
        {
            List<int> facts = [.. graph.UnitsOf(file).SelectMany(table.FactsOf)];
            if (graph.Files[file].CodeBytes > ShortFile)
            {
                facts.RemoveAll(fact => table.Facts[fact].Depth == 0);
            }

            if (facts.Count > 0)
            {
                all.Add(facts);
            }
        }

        return all;
    }

    private static void Around(CodeGraph graph, int node, List<int> nodes, HashSet<int> seen)
    {
        nodes.Clear();
        seen.Clear();
        nodes.Add(node);
        seen.Add(node);
        int done = 0;
        for (int calls = 0; calls < MostCalls; calls++)
        {
            int end = nodes.Count;
            for (; done < end; done++)
            {
                // Functions of the same file first: imports are many, and mostly of something else.
                int file = graph.FileOf(nodes[done]);
                Add(graph, nodes[done], file, isMeant: true, nodes, seen);
                Add(graph, nodes[done], file, isMeant: false, nodes, seen);
            }
        }
    }

    // What a node runs in its own file, or in the others.
    private static void Add(CodeGraph graph, int node, int file, bool isMeant, List<int> nodes, HashSet<int> seen)
    {
        foreach (Edge edge in graph.EdgesOf(node))
        {
            int its = graph.FileOf(edge.To);
            if (nodes.Count < MostNodes && edge.Kind is EdgeKind.Runs or EdgeKind.Keeps or EdgeKind.KeepsElsewhere && (isMeant ? its == file : its != file && its >= 0) && seen.Add(edge.To))
            {
                nodes.Add(edge.To);
            }
        }
    }
}
