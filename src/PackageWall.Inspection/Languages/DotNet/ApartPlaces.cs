namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>
/// Finds the places in a library that have nothing to do with its use of the network: no method leads to both, and they stand in different
/// types. Where anything runs by itself nobody asks, as hosts bring together what calls do not.
/// </summary>
internal static class ApartPlaces
{
    /// <summary>The names of the methods that hold them.</summary>
    public static HashSet<string> Of(CallGraph graph, MethodFacts facts)
    {
        if (facts.Places.Count == 0 || facts.Connections.Count == 0)
        {
            return [];
        }

        HashSet<string> connected = [.. facts.Connections.Select(node => TypeOf(graph.Name(node)))];

        // What a static constructor stores is there for all methods.
        HashSet<string> apart = [.. graph.Apart([.. facts.Places], [.. facts.Connections]).Select(graph.Name)
            .Where(name => !name.EndsWith("..cctor", StringComparison.Ordinal) && !connected.Contains(TypeOf(name)))];

        // Nodes of types that share a name count as one.
        apart.ExceptWith(facts.Connections.Select(graph.Name));
        return apart;
    }

    // The outermost type of Space.Outer/Inner.Method.
    private static string TypeOf(string method)
    {
        int nested = method.IndexOf('/', StringComparison.Ordinal);
        return nested >= 0 ? method[..nested] : method[..Math.Max(0, method.LastIndexOf('.'))].TrimEnd('.');
    }
}
