namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>A part of a sequence, before it is taken.</summary>
/// <param name="Range">As it stands in square brackets.</param>
/// <param name="Text">The expression.</param>
/// <param name="IsPure">Whether it can be written twice.</param>
/// <param name="Depth">How many brackets stand in each other.</param>
internal sealed record SliceValue(string Range, string Text, bool IsPure, int Depth) : Expression(Text, true, IsPure, Depth);
