namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>A module that was imported and has no name yet.</summary>
/// <param name="Module">Its name, dots for relative ones before it.</param>
/// <param name="HasList">Whether names are to be taken from it: then it is the module, otherwise the package at the top of its name.</param>
/// <param name="As">The expression that imports it.</param>
internal sealed record ImportValue(string Module, bool HasList, string As) : Expression(As, true, false, 1)
{
    /// <summary>Names that were taken from it in turn.</summary>
    public IReadOnlyList<string> Taken { get; init; } = [];

    /// <summary>Says, for all copies of it on the stack, that something was done with it.</summary>
    public bool[] IsUsed { get; init; } = [false];
}
