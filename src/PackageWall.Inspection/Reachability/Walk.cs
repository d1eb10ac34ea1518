using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Reachability;

/// <summary>
/// A walk over a code graph. Every node is visited once, in the most dangerous context that leads to it, by the shortest way. A certain one
/// leaves out what only runs if somebody unknown calls the function that he keeps.
/// </summary>
internal sealed class Walk(CodeGraph graph, bool isCertain = false)
{
    private const int Unreached = -1;
    private const int LongestChain = 12;

    private readonly int[] _context = Filled(graph.Count, Unreached);
    private readonly int[] _parent = Filled(graph.Count, Unreached);
    private readonly EntryPoint?[] _entry = new EntryPoint?[graph.Count];
    private readonly bool[] _expanded = new bool[graph.Count];
    private readonly bool[] _opened = new bool[graph.Files.Count];
    private readonly List<int> _files = [];

    // Documents that only look like code, opened while nothing was reached that could run a text: what came to them, and when.
    private readonly List<(int Node, int Parent, Context Context)> _documents = [];
    private bool _mayRunText;

    // By which node a file was reached first: calls from other files may come to a function before its file is loaded.
    private readonly Dictionary<int, int> _firstOfFile = [];

    /// <summary>Nodes visited so far.</summary>
    public int Visited { get; private set; }

    /// <summary>Files reached so far, in the order in which they were.</summary>
    public IReadOnlyList<int> ReachedFiles => _files;

    /// <summary>When a node runs, or null when the walk did not come to it.</summary>
    public Context? ContextOf(int node) => _context[node] == Unreached ? null : (Context)_context[node];

    /// <summary>Follows what starts in one context that runs by itself. Contexts must be walked in the order of danger.</summary>
    public void Run(IEnumerable<Start> starts, Context context)
    {
        Queue<int> queue = new();
        foreach (Start start in starts)
        {
            foreach (int node in start.Nodes)
            {
                if (Reach(node, context, Unreached))
                {
                    _entry[node] = start.EntryPoints[0];
                    queue.Enqueue(node);
                }
            }
        }

        Drain(queue, context);
    }

    /// <summary>Follows what runs when it is called: commands, and all functions of files that were reached.</summary>
    public void RunCalls(IEnumerable<Start> starts)
    {
        Queue<int> queue = new();
        int done = 0;
        foreach (Start start in starts)
        {
            foreach (int node in start.Nodes)
            {
                if (Reach(node, Context.Call, Unreached))
                {
                    _entry[node] = start.EntryPoints[0];
                    queue.Enqueue(node);
                }
            }
        }

        do
        {
            for (; done < _files.Count; done++)
            {
                int file = _files[done];
                foreach (int unit in graph.UnitsOf(file))
                {
                    if (Reach(unit, Context.Call, _firstOfFile[file]))
                    {
                        queue.Enqueue(unit);
                    }
                }
            }

            Drain(queue, Context.Call);
        }
        while (done < _files.Count);
    }

    /// <summary>The most dangerous context of every file that was reached.</summary>
    public Dictionary<string, Context> Files()
    {
        Dictionary<string, Context> files = new(StringComparer.Ordinal);
        foreach (int file in _files)
        {
            foreach (int unit in graph.UnitsOf(file))
            {
                string path = graph.Files[file].Path;
                if (ContextOf(unit) is { } context && (!files.TryGetValue(path, out Context known) || context < known))
                {
                    files[path] = context;
                }
            }
        }

        return files;
    }

    /// <summary>The way to a node: the entry point's title, then the files.</summary>
    public IReadOnlyList<string> ChainOf(int node)
    {
        List<string> chain = [];
        EntryPoint? entry = null;
        for (int at = node; at != Unreached; at = _parent[at])
        {
            if (graph.FileOf(at) is >= 0 and int file && graph.Files[file].CommandOf is null && (chain.Count == 0 || chain[^1] != graph.Files[file].Path))
            {
                chain.Add(graph.Files[file].Path);
            }

            entry = _entry[at] ?? entry;
        }

        if (entry is not null)
        {
            chain.Add(entry.Title);
        }

        chain.Reverse();
        return chain.Count <= LongestChain ? chain : [.. chain[..(LongestChain / 2)], "…", .. chain[^(LongestChain / 2)..]];
    }

    private bool Reach(int node, Context context, int parent)
    {
        if (_context[node] != Unreached)
        {
            return false;
        }

        _context[node] = (int)context;
        _parent[node] = parent;
        Visited++;
        if (graph.FileOf(node) is >= 0 and int file && _firstOfFile.TryAdd(file, node))
        {
            _files.Add(file);

            // What one file reads, another may run: each by itself looks plain then.
            _mayRunText |= _files.Count > 1 || graph.MayRunText(file);
        }

        return true;
    }

    private void Drain(Queue<int> queue, Context context)
    {
        while (TryNext(queue, out int node))
        {
            int file = graph.FileOf(node);
            bool openedOnly = file >= 0 && _opened[file];
            _expanded[node] = !openedOnly;
            foreach (Edge edge in graph.EdgesOf(node))
            {
                bool leavesFile = graph.FileOf(edge.To) != file;
                if ((openedOnly && leavesFile) || (edge.Kind == EdgeKind.Guesses && context > Context.Import) || (edge.Kind is EdgeKind.Keeps or EdgeKind.KeepsElsewhere && isCertain)
                    || (edge.Kind == EdgeKind.KeepsElsewhere && context > Context.Import))
                {
                    continue;
                }

                if (edge.Kind == EdgeKind.Opens && !_mayRunText && graph.FileOf(edge.To) is >= 0 and var document && graph.Files[document].IsGuess)
                {
                    _documents.Add((edge.To, node, context));
                    continue;
                }

                Follow(queue, node, edge, context);
            }
        }
    }

    // As soon as something could run a text, the documents count as if it could have from the beginning.
    private bool TryNext(Queue<int> queue, out int node)
    {
        if (_mayRunText && _documents.Count > 0)
        {
            foreach ((int document, int parent, Context context) in _documents)
            {
                Follow(queue, parent, new Edge(document, EdgeKind.Opens), context);
            }

            _documents.Clear();
        }

        return queue.TryDequeue(out node);
    }

    private void Follow(Queue<int> queue, int node, Edge edge, Context context)
    {
        int target = graph.FileOf(edge.To);
        if (edge.Kind == EdgeKind.Opens)
        {
            if (_context[edge.To] == Unreached)
            {
                _opened[target] = true;
            }
        }
        else if (target >= 0 && _opened[target])
        {
            // It was only opened so far; now it is run, so what it names is followed after all.
            _opened[target] = false;
            foreach (int unit in graph.UnitsOf(target))
            {
                if (_context[unit] != Unreached && !_expanded[unit])
                {
                    queue.Enqueue(unit);
                }
            }
        }

        if (Reach(edge.To, context, node))
        {
            queue.Enqueue(edge.To);
        }
    }

    private static int[] Filled(int count, int value)
    {
        int[] array = new int[count];
        Array.Fill(array, value);
        return array;
    }
}
