namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>What the interpreter puts on the stack for itself.</summary>
internal sealed record Marker : Expression
{
    private Marker(string name)
        : base(Identifiers.Own + name, true, true, 0)
    {
    }

    /// <summary>No object: says that what is called is no method.</summary>
    public static Marker Null { get; } = new("null");

    /// <summary>The object of a method that stands below it, object and all.</summary>
    public static Marker Self { get; } = new("self");

    /// <summary>What ends a <c>with</c> block.</summary>
    public static Marker Exit { get; } = new("exit");

    /// <summary>What makes classes.</summary>
    public static Marker BuildClass { get; } = new("class");
}
