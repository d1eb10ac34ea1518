using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Signatures;

/// <summary>A fact with the context in which its group sees it.</summary>
internal readonly record struct PlacedFact(Fact Fact, Context Context);

/// <summary>An entry point, and whether the earlier version did not have it; null when there is none to compare with.</summary>
internal readonly record struct PlacedEntry(EntryPoint EntryPoint, bool? IsNew);

/// <summary>What made a rule match, in the order in which its conditions found it.</summary>
internal sealed class RuleMatch
{
    private readonly List<(PlacedFact? Fact, PlacedEntry? Entry)> _items = [];

    /// <summary>Whether it takes every fact that a condition accepts, and not only as many as a reviewer wants to see.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The facts, each once.</summary>
    public IEnumerable<PlacedFact> Facts => _items.Where(item => item.Fact is not null).Select(item => item.Fact!.Value).Distinct();

    /// <summary>The entry points, each once.</summary>
    public IEnumerable<EntryPoint> EntryPoints => _items.Where(item => item.Entry is not null).Select(item => item.Entry!.Value.EntryPoint).Distinct();

    /// <summary>How many items it holds.</summary>
    public int Count => _items.Count;

    public void Add(PlacedFact fact) => _items.Add((fact, null));

    public void Add(PlacedEntry entry) => _items.Add((null, entry));

    /// <summary>Forgets what was added after there were so many.</summary>
    public void CutTo(int count) => _items.RemoveRange(count, _items.Count - count);
}
