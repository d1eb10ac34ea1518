using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Reachability;

/// <summary>
/// Which function of which file a call of something imported means: <c>require("./x").run()</c> runs the <c>run</c> of <c>x</c>, or of a
/// file that <c>x</c> hands on. Names are matched, not values: a method of that name in a class of that file counts too.
/// </summary>
internal sealed class ForeignCalls(CodeGraph graph, IReferenceResolver resolver, IReadOnlyList<IReadOnlyDictionary<string, int>> unitsOfFile, IReadOnlyList<IReadOnlySet<int>> imports)
{
    // How many files on a name is looked for when the imported one does not have it: index files that hand on what others have.
    private const int MostHops = 3;
    private const int MostFiles = 200;
    private readonly Dictionary<int, Dictionary<string, List<int>>> _byLastName = [];
    private readonly Dictionary<(int, string), List<int>> _modules = [];

    /// <summary>Adds an edge for each such call.</summary>
    public void Link(Action<int, int> add)
    {
        HashSet<(int, int)> seen = [];
        for (int file = 0; file < graph.Files.Count; file++)
        {
            foreach (ForeignCall call in graph.Files[file].Facts.ForeignCalls)
            {
                int from = unitsOfFile[file][call.Caller];
                foreach (int to in Find(file, call))
                {
                    if (from != to && seen.Add((from, to)))
                    {
                        add(from, to);
                    }
                }
            }
        }
    }

    // In the file that is imported; only if it has no such function, in those that it hands on.
    private List<int> Find(int file, ForeignCall call)
    {
        List<int> found = [];
        HashSet<int> seen = [file];
        List<int> level = FilesOf(file, call.Module);
        for (int hop = 0; hop < MostHops && level.Count > 0 && found.Count == 0 && seen.Count < MostFiles; hop++)
        {
            List<int> next = [];
            foreach (int target in level.Where(seen.Add))
            {
                if (unitsOfFile[target].TryGetValue(call.Name, out int exact))
                {
                    found.Add(exact);
                }
                else if (NamesOf(target).TryGetValue(call.Name, out List<int>? units))
                {
                    found.AddRange(units);
                }

                next.AddRange(imports[target].Order());
            }

            level = next;
        }

        return found;
    }

    private List<int> FilesOf(int file, string module)
    {
        if (_modules.TryGetValue((file, module), out List<int>? known))
        {
            return known;
        }

        List<int> files = [];
        foreach (string path in resolver.Resolve(graph.Files[file].Path, new Reference(ReferenceKind.Import, module, 0, "")))
        {
            if (graph.TryFile(path, out int target) && target != file)
            {
                files.Add(target);
            }
        }

        return _modules[(file, module)] = files;
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
