using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Facts;
using PackageWall.Packages;

namespace PackageWall.Inspection.Manifests;

/// <summary>What a package declares, and which of its files run by themselves.</summary>
public sealed record Manifest
{
    /// <summary>Whose package.</summary>
    public required Ecosystem Ecosystem { get; init; }

    /// <summary>Name as declared, or null when the package declares none that can be read.</summary>
    public string? Name { get; init; }

    /// <summary>Version as declared, or null.</summary>
    public string? Version { get; init; }

    /// <summary>Every place where code starts, in the order of danger.</summary>
    public IReadOnlyList<EntryPoint> EntryPoints { get; init; } = [];

    /// <summary>What it asks for.</summary>
    public IReadOnlyList<Dependency> Dependencies { get; init; } = [];

    /// <summary>Hosts that it declares as its own: homepage, repository, documentation.</summary>
    public IReadOnlyList<string> DeclaredHosts { get; init; } = [];

    /// <summary>Facts of the manifest itself: <c>manifest.duplicate-key</c>, <c>dependency.non-registry</c>, <c>pth.executable</c> …</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>Oddities that make it readable in two ways (two nuspecs, duplicate keys, no manifest).</summary>
    public IReadOnlyList<ArchiveAnomaly> Anomalies { get; init; } = [];

    /// <summary>Follows a reference from one file to the files of the package that it names; empty when it names none.</summary>
    public required IReferenceResolver Resolver { get; init; }
}
