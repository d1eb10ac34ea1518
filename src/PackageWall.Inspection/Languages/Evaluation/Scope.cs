namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>The variables of one run through a function's body, or of the file's top level.</summary>
internal sealed class Scope(Scope? parent, Summary owner, string unit)
{
    private readonly Names _variables = new();
    private HashSet<string>? _outer;

    public Scope? Parent { get; } = parent;

    /// <summary>The summary of the function whose body this is.</summary>
    public Summary Owner { get; } = owner;

    public string Unit { get; } = unit;

    /// <summary>A class body: its names are not seen by the functions inside.</summary>
    public bool IsClass { get; init; }

    public ObjectData? Self { get; init; }

    /// <summary>What the function was called with, where a name stands for all of that.</summary>
    public Arguments? Passed { get; init; }

    public Value Return { get; set; } = Value.Unknown;

    public bool TryGet(string name, out Value value) => _variables.TryGetValue(name, out value!);

    public bool Has(string name) => _variables.ContainsKey(name);

    public void Set(string name, Value value) => _variables[name] = value;

    public void Remove(string name) => _variables.Remove(name);

    public IReadOnlyDictionary<string, Value> Variables => _variables;

    /// <summary>Says that a name belongs to a scope further out: <c>global</c>, <c>nonlocal</c>.</summary>
    public void DeclareOuter(string name) => (_outer ??= new(StringComparer.Ordinal)).Add(name);

    public bool IsOuter(string name) => _outer?.Contains(name) == true;
}
