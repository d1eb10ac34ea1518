using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Reachability;

/// <summary>
/// Says of every fact when its code runs. What stands at the top level of a file runs when the file is loaded, with every function
/// that it calls; other functions of a loaded file run when somebody calls them; what no entry point leads to is dormant.
/// <code>
///   entry point ─▶ file ─▶ its top level ─▶ functions called ─▶ …            the entry point's context
///                    │          └─▶ files imported or started ─▶ …           the same
///                    └─▶ functions nobody called ─▶ what they name ─▶ …       call
/// </code>
/// </summary>
internal static class ReachabilityAnalysis
{
    /// <summary>Runs the analysis over files sorted by path, command lines after them.</summary>
    public static ReachedPackage Run(Manifest manifest, IReadOnlyList<ReadFile> files)
    {
        CodeGraph graph = new(files, manifest.Resolver);
        List<Start> starts = Start.Of(manifest.EntryPoints, graph);
        ReachedPackage reached = Run(manifest, graph, starts, isCertain: false);
        List<Start> certain = Certain(starts);
        return graph.HasKept || !ReferenceEquals(certain, starts) ? reached with { Certain = new(() => Run(manifest, graph, certain, isCertain: true)) } : reached;
    }

    // What is only offered beside the main file is imported by whoever writes its path, as any file is where no map says what may be.
    private static List<Start> Certain(List<Start> starts)
    {
        bool IsOffered(Start start) => start.Context == Context.Import && start.EntryPoints.All(entry => entry.IsOffered);
        return starts.Any(IsOffered) && starts.Any(start => start.Context == Context.Import && start.Nodes.Count > 0 && !IsOffered(start))
            ? [.. starts.Select(start => IsOffered(start) ? start with { Context = Context.Call } : start)]
            : starts;
    }

    private static ReachedPackage Run(Manifest manifest, CodeGraph graph, List<Start> starts, bool isCertain)
    {
        Walk all = new(graph, isCertain);
        foreach (IGrouping<Context, Start> group in starts.GroupBy(start => start.Context).OrderBy(group => group.Key))
        {
            if (group.Key <= Context.Import)
            {
                all.Run(group, group.Key);
            }
        }

        all.RunCalls(starts.Where(start => start.Context >= Context.Call));

        FactTable table = new(graph, all);
        return new ReachedPackage
        {
            Facts = table.Facts,
            Components = ComponentBuilder.Build(graph, starts, table, isCertain),
            Neighbourhoods = new(() => Reachability.Neighbourhoods.Of(graph, table)),
            Files = all.Files(),
            Named = Named(manifest, graph),
        };
    }

    private static HashSet<string> Named(Manifest manifest, CodeGraph graph)
    {
        HashSet<string> named = new(graph.Named, StringComparer.Ordinal);
        foreach (EntryPoint entry in manifest.EntryPoints)
        {
            if (entry.Target is { } target && entry.Context < Context.Import)
            {
                named.Add(target);
            }
        }

        return named;
    }
}
