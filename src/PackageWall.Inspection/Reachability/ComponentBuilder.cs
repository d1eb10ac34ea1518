using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Reachability;

/// <summary>
/// Walks from every entry point on its own, so that rules can ask what one entry point reaches. The work is bounded: when a package has
/// more entry points than that allows, the least dangerous of them are walked together, as if they were one.
/// </summary>
internal static class ComponentBuilder
{
    private const int Work = 6_000_000;

    public static IReadOnlyList<Component> Build(CodeGraph graph, IReadOnlyList<Start> starts, FactTable table, bool isCertain)
    {
        int alone = Math.Clamp(Work / Math.Max(graph.Count, 1), 16, 4096);
        List<Component> components = [];
        foreach (Start start in starts.Take(alone))
        {
            components.Add(Walked(graph, start, table, isCertain));
        }

        foreach (IGrouping<Context, Start> rest in starts.Skip(alone).GroupBy(start => start.Context))
        {
            List<EntryPoint> entryPoints = [.. rest.SelectMany(start => start.EntryPoints)];
            List<int> nodes = [.. rest.SelectMany(start => start.Nodes).Distinct()];
            components.Add(Walked(graph, new Start(rest.Key, entryPoints, nodes), table, isCertain));
        }

        return components;
    }

    private static Component Walked(CodeGraph graph, Start start, FactTable table, bool isCertain)
    {
        Walk walk = new(graph, isCertain);
        if (start.Context <= Context.Import)
        {
            walk.Run([start], start.Context);
            walk.RunCalls([]);
        }
        else
        {
            walk.RunCalls([start]);
        }

        List<ComponentFact> facts = [];
        long bytes = 0;
        foreach (int file in walk.ReachedFiles)
        {
            bytes += graph.Files[file].CodeBytes;
            foreach (int unit in graph.UnitsOf(file))
            {
                if (walk.ContextOf(unit) is { } context)
                {
                    foreach (int fact in table.FactsOf(unit))
                    {
                        facts.Add(new ComponentFact(fact, context));
                    }
                }
            }
        }

        facts.Sort((left, right) => left.Fact.CompareTo(right.Fact));
        return new Component(start.EntryPoints, start.Context, facts, bytes);
    }
}
