namespace PackageWall.Inspection.Reachability;

/// <summary>The folders of a package: what files and folders lie in each. Folders end with a slash; the root is the empty string.</summary>
internal sealed class FolderTree
{
    private readonly Dictionary<string, (List<int> Files, List<string> Folders)> _folders = new(StringComparer.Ordinal) { [""] = ([], []) };

    /// <summary>The folder that a file or a folder lies in.</summary>
    public static string ParentOf(string path) => path[..(path.AsSpan().TrimEnd('/').LastIndexOf('/') + 1)];

    /// <summary>Puts a file into its folder.</summary>
    public void Add(string path, int file)
    {
        string folder = ParentOf(path);
        Open(folder);
        _folders[folder].Files.Add(file);
    }

    /// <summary>The files that lie in a folder itself.</summary>
    public IReadOnlyList<int> FilesIn(string folder) => _folders.TryGetValue(folder, out var known) ? known.Files : [];

    /// <summary>The folders that lie in a folder itself.</summary>
    public IReadOnlyList<string> FoldersIn(string folder) => _folders.TryGetValue(folder, out var known) ? known.Folders : [];

    private void Open(string folder)
    {
        List<string> missing = [];
        for (string at = folder; !_folders.ContainsKey(at); at = ParentOf(at))
        {
            missing.Add(at);
        }

        for (int i = missing.Count - 1; i >= 0; i--)
        {
            _folders.Add(missing[i], ([], []));
            _folders[ParentOf(missing[i])].Folders.Add(missing[i]);
        }
    }
}
