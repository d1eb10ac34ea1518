namespace PackageWall.Inspection.Signatures;

/// <summary>The different fact names of one package as small numbers, so that a glob is compared with each name once and not with each fact.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<GlobSet, bool[]> _matching = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _names;

    public NameTable(IEnumerable<string> names)
    {
        _names = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        for (int id = 0; id < _names.Count; id++)
        {
            _ids.Add(_names[id], id);
        }
    }

    /// <summary>The number of a name.</summary>
    public int IdOf(string name) => _ids[name];

    /// <summary>For every name whether one of the globs matches it.</summary>
    public bool[] Matching(GlobSet globs)
    {
        if (!_matching.TryGetValue(globs, out bool[]? matching))
        {
            matching = [.. _names.Select(globs.Matches)];
            _matching.Add(globs, matching);
        }

        return matching;
    }

    /// <summary>Whether a group has a fact whose name matches.</summary>
    public bool Any(GlobSet globs, FactGroup group)
    {
        bool[] matching = Matching(globs);
        foreach (int name in group.Names)
        {
            if (matching[name])
            {
                return true;
            }
        }

        return false;
    }
}
