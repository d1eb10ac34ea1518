using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Signatures;

/// <summary>Facts that stand near enough to each other for one scope, by name.</summary>
internal sealed class FactGroup
{
    private readonly NameTable _names;
    private readonly Dictionary<int, List<PlacedFact>> _byName = [];
    private readonly List<int> _order = [];

    public FactGroup(NameTable names, IEnumerable<PlacedFact> facts, IReadOnlyList<PlacedEntry> entryPoints)
    {
        _names = names;
        EntryPoints = entryPoints;
        foreach (PlacedFact placed in facts)
        {
            int name = names.IdOf(placed.Fact.Name);
            if (!_byName.TryGetValue(name, out List<PlacedFact>? list))
            {
                list = [];
                _byName.Add(name, list);
                _order.Add(name);
            }

            list.Add(placed);
        }

        // The most dangerous first: those are what a reviewer should see.
        foreach (List<PlacedFact> list in _byName.Values)
        {
            if (list.Count > 1)
            {
                list.Sort(static (left, right) =>
                {
                    int order = left.Context.CompareTo(right.Context);
                    order = order != 0 ? order : right.Fact.Depth.CompareTo(left.Fact.Depth);
                    return order != 0 ? order : Reachability.FactOrder.Instance.Compare(left.Fact, right.Fact);
                });
            }
        }

        _order.Sort();
    }

    /// <summary>What starts it, for components and packages.</summary>
    public IReadOnlyList<PlacedEntry> EntryPoints { get; }

    /// <summary>Whether a name occurs.</summary>
    public bool Has(int name) => _byName.ContainsKey(name);

    /// <summary>Facts whose names match.</summary>
    public IEnumerable<PlacedFact> Of(GlobSet names)
    {
        bool[] matching = _names.Matching(names);
        foreach (int name in _order)
        {
            if (matching[name])
            {
                foreach (PlacedFact placed in _byName[name])
                {
                    yield return placed;
                }
            }
        }
    }

    /// <summary>Names that occur.</summary>
    public IReadOnlyList<int> Names => _order;
}
