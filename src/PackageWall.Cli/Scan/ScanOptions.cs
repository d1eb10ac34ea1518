using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Cli.Scan;

/// <summary>What a scan was asked to do.</summary>
/// <param name="Paths">Files and folders; <c>-</c> for paths on standard input.</param>
/// <param name="Ecosystem">Whose packages they are, or null to tell from each.</param>
/// <param name="Format"><c>text</c>, <c>json</c> or <c>sarif</c>.</param>
/// <param name="Jobs">Archives inspected at once.</param>
/// <param name="Signatures">The rules.</param>
/// <param name="Decompile">Whether methods of assemblies that are evidence are shown as C#.</param>
internal sealed record ScanOptions(IReadOnlyList<string> Paths, Ecosystem? Ecosystem, string Format, int Jobs, SignatureSet Signatures, bool Decompile = false);
