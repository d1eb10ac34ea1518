namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>A class that was made and has no name yet.</summary>
/// <param name="Code">Its body.</param>
/// <param name="Bases">What stands in the brackets after its name.</param>
internal sealed record ClassValue(CodeObject Code, string Bases) : Expression(Identifiers.Own + "class", true, false, 0)
{
    /// <summary>What it is handed through before it gets its name, the innermost first.</summary>
    public IReadOnlyList<string> Decorators { get; init; } = [];
}
