namespace PackageWall.Inspection.Manifests;

/// <summary>Another package that this one asks for.</summary>
/// <param name="Name">As the manifest spells it.</param>
/// <param name="Specification">Range, URL or git reference as the manifest spells it.</param>
/// <param name="Group"><c>runtime</c>, <c>optional</c>, <c>peer</c>, <c>development</c>, <c>build</c>.</param>
/// <param name="IsFromRegistry">False for git, URLs, files and other things that do not come through a registry.</param>
public sealed record Dependency(string Name, string Specification, string Group, bool IsFromRegistry);
