using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Reachability;

/// <summary>
/// Which files something could lead to, file by file and not function by function: known while files are still being read, and never less than
/// what the <see cref="CodeGraph"/> of all of them finds. What is not in it is dormant and need not be read. Linear in files and references.
/// </summary>
internal sealed class FileClosure
{
    private readonly PackageTree _tree;
    private readonly IReferenceResolver _resolver;
    private readonly string[] _paths;
    private readonly FolderTree _folders = new();
    private readonly Dictionary<string, List<string>> _inner = new(StringComparer.Ordinal);
    private readonly HashSet<(string Folder, Promotion Promotion)> _opened = [];
    private readonly HashSet<(string Path, string? RunAs)> _seen = [];
    private readonly Queue<(string Path, string? RunAs)> _next = new();

    public FileClosure(PackageTree tree, IReferenceResolver resolver)
    {
        (_tree, _resolver) = (tree, resolver);
        _paths = [.. tree.Files.Keys.Order(StringComparer.Ordinal)];
        for (int i = 0; i < _paths.Length; i++)
        {
            string path = _paths[i];
            _folders.Add(path, i);
            for (int at = path.IndexOf("!/", StringComparison.Ordinal); at > 0; at = path.IndexOf("!/", at + 2, StringComparison.Ordinal))
            {
                string archive = path[..at];
                if (tree.Files.TryGetValue(archive, out PackageFile? outer) && outer.Language == Language.DotNet)
                {
                    // Whoever loads an assembly does not run what it carries; its code says what it does with that.
                    continue;
                }

                (_inner.TryGetValue(archive, out List<string>? files) ? files : _inner[archive] = []).Add(path);
            }
        }
    }

    /// <summary>Takes in the file that an entry point starts.</summary>
    public void Enter(EntryPoint entry)
    {
        if (entry.Target is { } target)
        {
            // Commands are started by their path; all else is loaded by something that knows what it loads.
            Enter(target, entry.Kind is "npm.bin" or "pypi.script" ? ReferenceKind.Spawn : ReferenceKind.Import, entry.RunAs);
        }
    }

    private void Enter(string path, ReferenceKind kind, string? runAs)
    {
        Enter(path);
        if (_tree.Files.TryGetValue(path, out PackageFile? file) && Runner.OtherLanguage(file, kind, runAs) is { } other && _seen.Add((path, other)))
        {
            _next.Enqueue((path, other));
        }
    }

    // A file, and what lies in it if it is an archive.
    private void Enter(string path)
    {
        if (!_tree.Files.ContainsKey(path) || !_seen.Add((path, null)))
        {
            return;
        }

        _next.Enqueue((path, null));
        foreach (string inner in _inner.GetValueOrDefault(path) ?? [])
        {
            Enter(inner);
        }
    }

    /// <summary>
    /// The next file that was taken in and not asked for yet; with a language if it is, besides what it is taken for, to be read as that. What it is
    /// taken for comes first.
    /// </summary>
    public bool TryNext(out (string Path, string? RunAs) file) => _next.TryDequeue(out file);

    /// <summary>Takes in whatever a file names.</summary>
    public void Follow(string path, string language, FileFacts facts)
    {
        HashSet<(ReferenceKind, string?, string?)> asked = [];
        foreach (Reference reference in facts.References)
        {
            if (asked.Add((reference.Kind, reference.Target, reference.RunAs)))
            {
                Follow(path, language, reference);
            }
        }

        foreach (ForeignCall call in facts.ForeignCalls)
        {
            if (asked.Add((ReferenceKind.Import, call.Module, null)))
            {
                Follow(path, language, new Reference(ReferenceKind.Import, call.Module, 0, ""));
            }
        }
    }

    private void Follow(string path, string language, Reference reference)
    {
        if (reference.Target is not null)
        {
            foreach (string target in _resolver.Resolve(path, reference))
            {
                Enter(target, reference.Kind, reference.RunAs);
            }
        }
        else if (reference.Kind != ReferenceKind.Open)
        {
            EnterFolder(FolderTree.ParentOf(path), Promotion.Of(reference, language));
        }
    }

    // What could not be folded may name any file of its language, in its folder or below.
    private void EnterFolder(string folder, Promotion promotion)
    {
        Stack<string> open = new([folder]);
        while (open.TryPop(out string? at))
        {
            if (!_opened.Add((at, promotion)))
            {
                continue;
            }

            foreach (int file in _folders.FilesIn(at))
            {
                if (promotion.Covers(_paths[file], _tree.Files[_paths[file]].Language))
                {
                    Enter(_paths[file]);
                }
            }

            foreach (string inner in _folders.FoldersIn(at))
            {
                open.Push(inner);
            }
        }
    }
}
