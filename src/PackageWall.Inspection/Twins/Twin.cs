using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Reachability;

namespace PackageWall.Inspection.Twins;

/// <summary>One of several builds of the same thing, with what it does by itself and what it can do at all.</summary>
internal sealed class Twin
{
    private readonly HashSet<string> _all = new(StringComparer.Ordinal);

    public Twin(string build, IReadOnlyList<Component> components, ReachedPackage reached)
    {
        Build = build;
        foreach (Component component in components)
        {
            foreach (ComponentFact item in component.Facts)
            {
                Fact fact = reached.Facts[item.Fact];
                if (Capabilities.KeyOf(fact.Name) is not { } key || item.Context > Context.Call)
                {
                    continue;
                }

                _all.Add(key);
                if (item.Context <= Context.Import)
                {
                    Automatic.TryAdd(key, fact);
                }
            }
        }
    }

    /// <summary>What it is for: <c>require</c>, <c>net8.0</c>.</summary>
    public string Build { get; }

    /// <summary>What it does as soon as it is loaded, with the first place of each.</summary>
    public Dictionary<string, Fact> Automatic { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it does such a thing anywhere.</summary>
    public bool Can(string capability) => _all.Contains(capability);
}
