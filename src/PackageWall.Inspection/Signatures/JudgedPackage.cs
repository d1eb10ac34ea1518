using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reachability;
using PackageWall.Packages;

namespace PackageWall.Inspection.Signatures;

/// <summary>All that rules are asked about.</summary>
internal sealed record JudgedPackage
{
    /// <summary>Whose package.</summary>
    public required Ecosystem Ecosystem { get; init; }

    /// <summary>Its name, as the registry gives it where somebody says, else as it declares; null when it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The version that it declares; null when it has none.</summary>
    public string? Version { get; init; }

    /// <summary>What its files do, and when.</summary>
    public required ReachedPackage Reached { get; init; }

    /// <summary>What its archive, manifest and change are.</summary>
    public IReadOnlyList<Fact> PackageFacts { get; init; } = [];

    /// <summary>Whether the earlier version had an entry point; null when there is none to compare with.</summary>
    public Func<EntryPoint, bool?> IsNew { get; init; } = _ => null;

    /// <summary>Whether findings list all of their evidence.</summary>
    public bool ShowsWholeEvidence { get; init; }

    /// <summary>An entry point with whether it is new.</summary>
    public PlacedEntry Placed(EntryPoint entry) => new(entry, IsNew(entry));
}
