namespace PackageWall.Inspection.Facts;

/// <summary>A call of something that another file gives.</summary>
/// <param name="Caller">The function that calls, or the empty string for the top level.</param>
/// <param name="Module">The module that it was imported from, as the code spells it.</param>
/// <param name="Name">The name of the function there, or of the method of something that it gave.</param>
public sealed record ForeignCall(string Caller, string Module, string Name);
