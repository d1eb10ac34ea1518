namespace PackageWall.Inspection.Manifests.NuGet;

/// <summary>What a nuspec says (NuGet documentation, ".nuspec reference").</summary>
internal sealed record Nuspec
{
    public string? Id { get; set; }

    public string? Version { get; set; }

    public string? ProjectUrl { get; set; }

    public string? RepositoryUrl { get; set; }

    public List<Dependency> Dependencies { get; } = [];

    public List<string> PackageTypes { get; } = [];

    /// <summary>Rules over <c>contentFiles</c>: pattern and build action; the last that fits counts.</summary>
    public List<(string Include, string Action)> ContentFiles { get; } = [];
}
