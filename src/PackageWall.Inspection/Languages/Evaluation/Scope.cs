using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>The variables of one run through a function's body, of a block with names of its own, or of the file's top level.</summary>
internal sealed class Scope(Scope? parent, Summary owner, string unit)
{
    private static readonly Names NoVariables = new();
    private Names? _variables;
    private HashSet<string>? _outer;
    private Value _return = Value.Unknown;

    public Scope? Parent { get; } = parent;

    /// <summary>The summary of the function whose body this is.</summary>
    public Summary Owner { get; } = owner;

    public string Unit { get; } = unit;

    /// <summary>A class body: its names are not seen by the functions inside.</summary>
    public bool IsClass { get; init; }

    /// <summary>A block inside a function or the top level: what is returned from it is returned from the function.</summary>
    public bool IsBlock { get; init; }

    public ObjectData? Self { get; init; }

    /// <summary>Names that are declared somewhere in it: they mean nothing else even before they are given a value.</summary>
    public NameSet? Locals { get; init; }

    public Value Return
    {
        get => IsBlock ? Parent!.Return : _return;
        set
        {
            if (IsBlock)
            {
                Parent!.Return = value;
            }
            else
            {
                _return = value;
            }
        }
    }

    /// <summary>The scope of the function, or of the top level, that it stands in.</summary>
    public Scope Function
    {
        get
        {
            var scope = this;
            while (scope.IsBlock)
            {
                scope = scope.Parent!;
            }

            return scope;
        }
    }

    /// <summary>What the function was called with, where a name stands for all of that.</summary>
    public Arguments? Passed { get; init; }

    public bool TryGet(string name, out Value value)
    {
        value = null!;
        return _variables is not null && _variables.TryGetValue(name, out value!);
    }

    /// <summary>Whether the name is one of its own, with a value or not yet.</summary>
    public bool Has(string name) => _variables?.ContainsKey(name) == true || Locals?.Contains(name) == true;

    public void Set(string name, Value value) => (_variables ??= new())[name] = value;

    public void Remove(string name) => _variables?.Remove(name);

    public IReadOnlyDictionary<string, Value> Variables => _variables ?? NoVariables;

    /// <summary>Says that a name belongs to a scope further out: <c>global</c>, <c>nonlocal</c>.</summary>
    public void DeclareOuter(string name) => (_outer ??= new(StringComparer.Ordinal)).Add(name);

    public bool IsOuter(string name) => _outer?.Contains(name) == true;
}
