namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>The constant <c>None</c>, <c>null</c> or <c>undefined</c>.</summary>
internal sealed class Nothing
{
    public static Nothing Instance { get; } = new();
}
