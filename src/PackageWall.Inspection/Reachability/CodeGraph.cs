using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Reachability;

/// <summary>How running one place leads to another.</summary>
internal enum EdgeKind
{
    /// <summary>Calls a function, imports or starts a file: the other place runs.</summary>
    Runs,

    /// <summary>Opens a file as data: what is in it may run as text, but what it names is not followed.</summary>
    Opens,

    /// <summary>Imports or starts what could not be folded: any file that it could name may run.</summary>
    Guesses,

    /// <summary>Hands a function to somebody unknown who keeps it for later: it runs if he calls it.</summary>
    Keeps,

    /// <summary>
    /// The same where the function stands at the top of the file or has a name. Libraries are full of it; what runs before anybody imports the
    /// package sets no commands and routes up for others, so it is followed there and not on import.
    /// </summary>
    KeepsElsewhere,
}

/// <summary>An edge to a node.</summary>
internal readonly record struct Edge(int To, EdgeKind Kind);

/// <summary>
/// The places where code of a package stands and how they lead to each other. A node is a function of a file, or the file's top
/// level, or a folder of files that a dynamic import could mean. Size is linear in facts, calls and resolved references.
/// </summary>
internal sealed class CodeGraph
{
    private readonly List<int> _fileOfNode = [];
    private readonly List<List<Edge>> _edges = [];
    private readonly List<Dictionary<string, int>> _unitsOfFile = [];
    private readonly List<HashSet<int>> _imports = [];
    private readonly Dictionary<string, int> _fileByPath = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Folder, Promotion Promotion), int> _folders = [];
    private readonly Dictionary<string, List<int>> _inner = new(StringComparer.Ordinal);
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly FolderTree _tree = new();
    private readonly bool[] _mayRunText;
    private readonly HashSet<string> _assemblies;

    public CodeGraph(IReadOnlyList<ReadFile> files, IReferenceResolver resolver)
    {
        Files = files;
        PlainReaders plain = new(resolver);
        _mayRunText = [.. files.Select(plain.MayRunText)];
        _assemblies = [.. files.Where(file => file.Language == Languages.Language.DotNet).Select(file => file.Path)];
        for (int file = 0; file < files.Count; file++)
        {
            AddUnits(file);
        }

        foreach ((string path, int file) in _fileByPath.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            _tree.Add(path, file);
        }

        for (int file = 0; file < files.Count; file++)
        {
            AddEdges(file, resolver);
        }

        new ForeignCalls(this, resolver, _unitsOfFile, _imports).Link((from, to) => _edges[from].Add(new Edge(to, EdgeKind.Runs)));
    }

    /// <summary>The files and command lines.</summary>
    public IReadOnlyList<ReadFile> Files { get; }

    /// <summary>How many nodes there are.</summary>
    public int Count => _edges.Count;

    /// <summary>Files that code imports or starts by a name that is known.</summary>
    public IReadOnlySet<string> Named => _named;

    /// <summary>Whether a function is given to somebody who keeps it.</summary>
    public bool HasKept { get; private set; }

    /// <summary>Where a node leads.</summary>
    public IReadOnlyList<Edge> EdgesOf(int node) => _edges[node];

    /// <summary>The file of a node, or -1 for a folder.</summary>
    public int FileOf(int node) => _fileOfNode[node];

    /// <summary>All functions of a file and its top level.</summary>
    public IEnumerable<int> UnitsOf(int file) => _unitsOfFile[file].Values;

    /// <summary>Whether a file, once it is reached, could run a text that was opened.</summary>
    public bool MayRunText(int file) => _mayRunText[file];

    /// <summary>The node of a file's top level.</summary>
    public int TopOf(int file) => _unitsOfFile[file][""];

    /// <summary>The node of a function, if the file has anything to say about it.</summary>
    public bool TryUnit(int file, string unit, out int node) => _unitsOfFile[file].TryGetValue(unit, out node);

    /// <summary>The file at a path of the package.</summary>
    public bool TryFile(string path, out int file) => _fileByPath.TryGetValue(path, out file);

    /// <summary>The files of an archive of the package, and of archives in it.</summary>
    private IReadOnlyList<int> InnerFiles(string archive) => _inner.GetValueOrDefault(archive) ?? [];

    private void AddUnits(int file)
    {
        ReadFile read = Files[file];
        if (read.CommandOf is null)
        {
            _fileByPath.TryAdd(read.Path, file);
            for (int at = read.Path.IndexOf("!/", StringComparison.Ordinal); at > 0; at = read.Path.IndexOf("!/", at + 2, StringComparison.Ordinal))
            {
                string archive = read.Path[..at];
                if (_assemblies.Contains(archive))
                {
                    // What an assembly carries runs when its code says so.
                    continue;
                }

                (_inner.TryGetValue(archive, out List<int>? files) ? files : _inner[archive] = []).Add(file);
            }
        }

        Dictionary<string, int> units = new(StringComparer.Ordinal);
        _unitsOfFile.Add(units);
        Unit("");
        foreach (Fact fact in read.Facts.Facts)
        {
            Unit(fact.Unit);
        }

        foreach (Reference reference in read.Facts.References)
        {
            Unit(reference.Unit);
        }

        foreach ((string caller, _) in read.Facts.Calls)
        {
            Unit(caller);
        }

        foreach (ForeignCall call in read.Facts.ForeignCalls)
        {
            Unit(call.Caller);
        }

        void Unit(string name)
        {
            if (!units.ContainsKey(name))
            {
                units.Add(name, AddNode(file));
            }
        }
    }

    private int AddNode(int file)
    {
        _fileOfNode.Add(file);
        _edges.Add([]);
        return _edges.Count - 1;
    }

    private void AddEdges(int file, IReferenceResolver resolver)
    {
        ReadFile read = Files[file];
        Dictionary<string, int> units = _unitsOfFile[file];
        HashSet<int> imported = [];
        HashSet<(int, Edge)> seen = [];
        bool runsText = read.Facts.Facts.Any(fact => fact.Name.StartsWith("execute.", StringComparison.Ordinal));
        foreach (Reference reference in read.Facts.References)
        {
            int from = units[reference.Unit];
            if (reference.Target is null)
            {
                if (reference.Kind != ReferenceKind.Open)
                {
                    Add(from, new Edge(Folder(read, Promotion.Of(reference, read.Language)), EdgeKind.Guesses));
                }

                continue;
            }

            // What is opened by code that also runs something is taken to be run.
            EdgeKind kind = reference.Kind == ReferenceKind.Open && !runsText ? EdgeKind.Opens : EdgeKind.Runs;
            foreach (string path in resolver.Resolve(read.Path, reference))
            {
                if (_fileByPath.TryGetValue(path, out int target))
                {
                    Add(from, new Edge(TopOf(target), kind));
                    if (kind == EdgeKind.Runs && (reference.Kind != ReferenceKind.Import || read.Language is not (Languages.Language.Python or Languages.Language.Pyc)) && TryUnit(target, Units.Main, out int main))
                    {
                        Add(from, new Edge(main, kind));
                    }

                    foreach (int inner in InnerFiles(path))
                    {
                        // Whoever opens, unpacks or runs an archive has what is in it.
                        Add(from, new Edge(TopOf(inner), kind));
                    }

                    if (reference.Kind == ReferenceKind.Spawn || reference.RunAs is not null)
                    {
                        _named.Add(path);
                    }

                    if (reference.Kind == ReferenceKind.Import && target != file)
                    {
                        imported.Add(target);
                    }
                }
            }
        }

        foreach ((string caller, string callee) in read.Facts.Calls)
        {
            if (units.TryGetValue(callee, out int own))
            {
                Add(units[caller], new Edge(own, Units.IsKept(callee) ? EdgeKind.Keeps : Units.IsKeptElsewhere(callee) ? EdgeKind.KeepsElsewhere : EdgeKind.Runs));
                continue;
            }

            // A function that this file does not have may be one of a file that it imports: `from .x import run; run()`.
            string name = LastPart(callee);
            foreach (int target in imported)
            {
                if (_unitsOfFile[target].TryGetValue(callee, out int other) || _unitsOfFile[target].TryGetValue(name, out other))
                {
                    Add(units[caller], new Edge(other, EdgeKind.Runs));
                }
            }
        }

        _imports.Add(imported);

        void Add(int from, Edge edge)
        {
            if (seen.Add((from, edge)))
            {
                HasKept |= edge.Kind is EdgeKind.Keeps or EdgeKind.KeepsElsewhere;
                _edges[from].Add(edge);
            }
        }
    }

    /// <summary>
    /// One node for all files of the same language in the same folder tree. It leads to the files of the folder and to the nodes of the
    /// folders in it, so that all dynamic references together cost no more than the tree has files and folders.
    /// </summary>
    private int Folder(ReadFile read, Promotion promotion)
    {
        int wanted = FolderNode(FolderTree.ParentOf(read.Path), promotion, out bool isNew);
        if (!isNew)
        {
            return wanted;
        }

        Stack<string> open = new([FolderTree.ParentOf(read.Path)]);
        while (open.TryPop(out string? folder))
        {
            int node = FolderNode(folder, promotion, out _);
            foreach (int file in _tree.FilesIn(folder))
            {
                if (promotion.Covers(Files[file].Path, Files[file].Language) && !Files[file].IsNoCode)
                {
                    _edges[node].Add(new Edge(TopOf(file), EdgeKind.Runs));
                }
            }

            foreach (string inner in _tree.FoldersIn(folder))
            {
                _edges[node].Add(new Edge(FolderNode(inner, promotion, out bool isFresh), EdgeKind.Runs));
                if (isFresh)
                {
                    open.Push(inner);
                }
            }
        }

        return wanted;
    }

    private int FolderNode(string folder, Promotion promotion, out bool isNew)
    {
        isNew = !_folders.TryGetValue((folder, promotion), out int node);
        if (isNew)
        {
            node = AddNode(-1);
            _folders.Add((folder, promotion), node);
        }

        return node;
    }

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];
}
