namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>What a member of a generic type stands for in the assembly itself.</summary>
/// <param name="Methods">The nodes of the own methods.</param>
/// <param name="Created">The nodes of the own types that creating it creates.</param>
internal sealed record OwnNodes(IReadOnlyList<int> Methods, IReadOnlyList<int> Created);
