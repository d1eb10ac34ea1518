namespace PackageWall.Inspection.Signatures;

/// <summary>A file of the signatures folder.</summary>
/// <param name="Path">Path inside the folder, with forward slashes: <c>rules/x.yaml</c>, <c>vocabulary/hosts.yaml</c>.</param>
/// <param name="Text">All of it.</param>
public sealed record SignatureFile(string Path, string Text);
