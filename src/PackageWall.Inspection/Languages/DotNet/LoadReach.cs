using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>
/// Says what certainly happens when an assembly is loaded, or when the compiler creates an analyzer of it: what a module initialiser, a
/// hosting startup or a hosted type leads to by plain calls. Guesses about virtual calls are left out, so that rules may be strict.
/// </summary>
internal sealed class LoadReach(CallGraph graph, FactList list)
{
    private const int Most = 30;

    // The address that gives a machine in a cloud its keys.
    private const string Address = "read.secret.metadata";

    private readonly List<int> _loaded = [];
    private readonly List<int> _hosted = [];

    /// <summary>A method that runs without being called; <paramref name="host"/> is the kind of host that calls it, or null for the loader.</summary>
    public void Root(string? host, int node)
    {
        if (host is null or "hosting-startup")
        {
            _loaded.Add(node);
        }
        else if (host == "analyzer")
        {
            _hosted.Add(node);
        }
    }

    /// <summary>Adds the facts.</summary>
    public void Add()
    {
        Add("dotnet.load-reaches", _loaded);
        Add("dotnet.host-reaches", _hosted);
    }

    private void Add(string name, List<int> roots)
    {
        if (roots.Count == 0)
        {
            return;
        }

        List<Fact> counting = [.. list.Facts.Where(fact => Counts(fact.Name) && (fact.Name is not Address || HasConnection()))];
        if (counting.Count == 0)
        {
            return;
        }

        Dictionary<string, string> units = new(StringComparer.Ordinal);
        foreach ((int node, int origin) in graph.Reached(roots))
        {
            units.TryAdd(graph.Name(node), graph.Name(origin));
        }

        foreach (Fact fact in counting.Where(fact => units.ContainsKey(fact.Unit)).Take(Most).ToList())
        {
            list.Add(name, 0, $"{units[fact.Unit]} leads to {fact.Evidence}", fact.Name);
        }
    }

    // An address gives nothing to who never connects: lists of addresses that are allowed or forbidden name it too.
    private bool HasConnection() => list.Facts.Any(fact =>
        (fact.Name.StartsWith("network.", StringComparison.Ordinal) && fact.Name is not ("network.host" or "network.port" or "network.address"))
        || fact.Name.StartsWith("execute.", StringComparison.Ordinal) || fact.Name.StartsWith("dynamic.", StringComparison.Ordinal) || fact.Name is "dotnet.pinvoke");

    private static bool Counts(string fact) =>
        (fact.StartsWith("network.", StringComparison.Ordinal) && fact is not "network.host")
        || (fact.StartsWith("execute.", StringComparison.Ordinal) && fact is not "execute.thread")
        || fact.StartsWith("read.secret.", StringComparison.Ordinal)
        || fact.StartsWith("persist.", StringComparison.Ordinal)
        || fact is "read.env.bulk" or "decode.keyed" or "dotnet.jit-hook";
}
