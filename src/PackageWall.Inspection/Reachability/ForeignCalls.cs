namespace PackageWall.Inspection.Reachability;

/// <summary>
/// Which function of which file a call of something imported means: <c>require("./x").run()</c> runs the <c>run</c> of <c>x</c>, or of a
/// file that <c>x</c> hands on. Names are matched, not values: a method of that name in a class of that file counts too.
/// </summary>
internal sealed class ForeignCalls(CodeGraph graph, IReadOnlyList<IReadOnlyDictionary<string, int>> unitsOfFile, IReadOnlyList<IReadOnlySet<int>> imports)
{
    // How many files on a name is looked for when the imported one does not have it: index files that hand on what others have.
    private const int MostHops = 3;
    private const int MostFiles = 200;
    private readonly Dictionary<int, Dictionary<string, List<int>>> _byLastName = [];
    private readonly Dictionary<int, IReadOnlyList<int>> _reach = [];

    /// <summary>Adds an edge for each such call.</summary>
    public void Link(Action<int, int> add)
    {
        HashSet<(int, int)> seen = [];
        for (int file = 0; file < graph.Files.Count; file++)
        {
            foreach ((string caller, string name) in graph.Files[file].Facts.ForeignCalls)
            {
                int from = unitsOfFile[file][caller];
                foreach (int to in Find(file, name))
                {
                    if (from != to && seen.Add((from, to)))
                    {
                        add(from, to);
                    }
                }
            }
        }
    }

    private List<int> Find(int file, string name)
    {
        List<int> found = [];
        foreach (int target in FilesFrom(file))
        {
            if (NamesOf(target).TryGetValue(name, out List<int>? units))
            {
                found.AddRange(units);
            }
        }

        return found;
    }

    /// <summary>The files that a file imports, and those that they import.</summary>
    private IReadOnlyList<int> FilesFrom(int file)
    {
        if (_reach.TryGetValue(file, out IReadOnlyList<int>? known))
        {
            return known;
        }

        List<int> reached = [];
        HashSet<int> seen = [file];
        Queue<(int File, int Hops)> open = new([(file, 0)]);
        while (open.TryDequeue(out (int File, int Hops) at) && reached.Count < MostFiles)
        {
            foreach (int next in imports[at.File].Order())
            {
                if (seen.Add(next))
                {
                    reached.Add(next);
                    if (at.Hops + 1 < MostHops)
                    {
                        open.Enqueue((next, at.Hops + 1));
                    }
                }
            }
        }

        return _reach[file] = reached;
    }

    /// <summary>The functions of a file by their own name, classes by their constructor.</summary>
    private Dictionary<string, List<int>> NamesOf(int file)
    {
        if (_byLastName.TryGetValue(file, out Dictionary<string, List<int>>? known))
        {
            return known;
        }

        Dictionary<string, List<int>> names = new(StringComparer.Ordinal);
        foreach ((string unit, int node) in unitsOfFile[file])
        {
            string[] parts = unit.Split('.');
            string last = parts[^1];
            if (last is "constructor" or "__init__" && parts.Length > 1)
            {
                last = parts[^2];
            }

            if (last.Length > 0)
            {
                (names.TryGetValue(last, out List<int>? nodes) ? nodes : names[last] = []).Add(node);
            }
        }

        return _byLastName[file] = names;
    }
}
