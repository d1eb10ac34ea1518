namespace PackageWall.Inspection.Facts;

/// <summary>
/// One qualified name in the vocabulary of a language, <c>subprocess.Popen</c>, as a node of a tree: members below it are found
/// without building names. What a call of it gives is its child <c>()</c>.
/// </summary>
internal sealed class ApiNode(string path)
{
    /// <summary>The name of the child that stands for what a call gives.</summary>
    public const string Result = "()";

    private readonly Dictionary<string, ApiNode> _children = new(StringComparer.Ordinal);

    /// <summary>The members below it.</summary>
    public IReadOnlyCollection<ApiNode> Children => _children.Values;

    /// <summary>The members below it with their names.</summary>
    public IReadOnlyDictionary<string, ApiNode> Named => _children;

    /// <summary>Its qualified name.</summary>
    public string Path { get; } = path;

    /// <summary>What calling it does: effects as the vocabulary words them.</summary>
    public List<ApiEffect> Calls { get; } = [];

    /// <summary>What mentioning it does.</summary>
    public List<ApiEffect> Reads { get; } = [];

    /// <summary>The text that it is, when that is known.</summary>
    public string? Text { get; set; }

    /// <summary>The node that it is another name of.</summary>
    public ApiNode? Same { get; set; }

    /// <summary>The node to go on with.</summary>
    public ApiNode Target => Same ?? this;

    /// <summary>The member of that name, or null when the vocabulary has nothing there.</summary>
    public ApiNode? Child(string name) => Target._children.GetValueOrDefault(name);

    /// <summary>The node under a dotted path from here, or null.</summary>
    public ApiNode? Find(string path)
    {
        var node = this;
        foreach (var part in path.Split('.'))
        {
            node = node?.Child(part);
        }

        return node;
    }

    internal ApiNode Make(string path)
    {
        var node = this;
        foreach (var part in path.Split('.'))
        {
            var name = part;
            var results = 0;
            while (name.EndsWith(Result, StringComparison.Ordinal))
            {
                name = name[..^2];
                results++;
            }

            node = name.Length == 0 ? node : node.MakeChild(name);
            for (; results > 0; results--)
            {
                node = node.MakeChild(Result);
            }
        }

        return node;
    }

    private ApiNode MakeChild(string name)
    {
        if (!_children.TryGetValue(name, out var child))
        {
            var separator = name == Result || Path.Length == 0 ? "" : ".";
            _children[name] = child = new ApiNode(Path + separator + name);
        }

        return child;
    }
}
