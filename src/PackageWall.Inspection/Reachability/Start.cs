using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Reachability;

/// <summary>Where the walk from one entry point begins; entry points that begin at the same nodes share one.</summary>
internal sealed record Start(Context Context, IReadOnlyList<EntryPoint> EntryPoints, IReadOnlyList<int> Nodes)
{
    /// <summary>The starts of all entry points, the most dangerous first, else in the manifest's order.</summary>
    public static List<Start> Of(IReadOnlyList<EntryPoint> entryPoints, CodeGraph graph)
    {
        Dictionary<EntryPoint, int> commands = new(ReferenceEqualityComparer.Instance);
        for (int file = 0; file < graph.Files.Count; file++)
        {
            if (graph.Files[file].CommandOf is { } entry)
            {
                commands[entry] = file;
            }
        }

        Dictionary<string, (Context Context, List<EntryPoint> Entries, List<int> Nodes)> groups = [];
        List<string> order = [];
        foreach (EntryPoint entry in entryPoints)
        {
            List<int> nodes = NodesOf(entry, graph, commands);
            string key = $"{(int)entry.Context}:{(nodes.Count == 0 ? "none " + order.Count : string.Join(',', nodes))}";
            if (!groups.TryGetValue(key, out (Context Context, List<EntryPoint> Entries, List<int> Nodes) group))
            {
                group = (entry.Context, [], nodes);
                groups.Add(key, group);
                order.Add(key);
            }

            group.Entries.Add(entry);
        }

        return [.. order.Select(key => new Start(groups[key].Context, groups[key].Entries, groups[key].Nodes)).OrderBy(start => start.Context)];
    }

    private static List<int> NodesOf(EntryPoint entry, CodeGraph graph, Dictionary<EntryPoint, int> commands)
    {
        List<int> nodes = [];
        if (commands.TryGetValue(entry, out int command))
        {
            nodes.Add(graph.TopOf(command));
        }

        if (entry.Target is not null && graph.TryFile(entry.Target, out int file))
        {
            nodes.Add(graph.TopOf(file));
            if (entry.Kind is "pypi.setup" or "pypi.main" or "pypi.script" or "pypi.build-file" or "pypi.build-hook" && graph.TryUnit(file, Units.Main, out int main))
            {
                nodes.Add(main);
            }

            if (entry.Function is not null && graph.TryUnit(file, entry.Function, out int unit))
            {
                nodes.Add(unit);
            }
        }

        return nodes;
    }
}
