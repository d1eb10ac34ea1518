namespace PackageWall.Inspection.Facts;

/// <summary>A program that runs code given on its command line after one of these flags.</summary>
internal sealed record Interpreter(IReadOnlyList<string> Flags, string Language);
