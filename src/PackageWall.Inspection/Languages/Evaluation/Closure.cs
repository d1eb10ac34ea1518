using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>A function or class of the file together with the scope that it sees. One per syntax node and pass.</summary>
internal sealed class Closure(Node node, Scope scope, string unit, bool isNamed, Summary summary)
{
    private Names? _members;
    private List<Value>? _bases;

    /// <summary>A <see cref="Syntax.Function"/> or a <see cref="Syntax.Class"/>.</summary>
    public Node Node { get; } = node;

    public Scope Scope { get; } = scope;

    /// <summary>The name that facts inside it carry.</summary>
    public string Unit { get; } = unit;

    /// <summary>Whether others can call it by a name; if not, it runs in the unit that holds it.</summary>
    public bool IsNamed { get; } = isNamed;

    public Summary Summary { get; } = summary;

    public Function? Function => Node as Function;

    /// <summary>For methods and classes: what <c>self</c> or <c>this</c> is.</summary>
    public ObjectData? Self { get; init; }

    /// <summary>Whether the first parameter is <c>self</c>.</summary>
    public bool IsMethod { get; init; }

    /// <summary>For classes: their members.</summary>
    public Names Members => _members ??= new Names();

    public List<Value> Bases => _bases ??= [];
}
