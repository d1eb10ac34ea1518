using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Reachability;

namespace PackageWall.Inspection.Signatures;

/// <summary>The facts of one package grouped by each scope; a grouping is made when the first rule asks for it.</summary>
internal sealed class GroupSet
{
    private const long MostAtInstall = 256 << 10;
    private const long MostWhenLoaded = 64 << 10;

    private readonly Dictionary<RuleScope, IReadOnlyList<FactGroup>> _groups = [];
    private readonly JudgedPackage _package;
    private readonly NameTable _names;

    public GroupSet(JudgedPackage package)
    {
        _package = package;
        _names = new NameTable(package.Reached.Facts.Concat(package.PackageFacts).Select(fact => fact.Name));
    }

    /// <summary>Fact names of the package.</summary>
    public NameTable Names => _names;

    /// <summary>The groups of a scope, the most dangerous first where they have an order.</summary>
    public IReadOnlyList<FactGroup> Of(RuleScope scope)
    {
        if (!_groups.TryGetValue(scope, out IReadOnlyList<FactGroup>? groups))
        {
            groups = scope switch
            {
                RuleScope.Component => Components(_ => true, _ => true),
                RuleScope.Near => [.. Components(IsSmall, fact => !fact.IsApart), .. Neighbourhoods()],
                RuleScope.Package => [Package()],
                RuleScope.File => [.. By(fact => (fact.File, fact.IsApart))],
                RuleScope.Unit => [.. By(fact => (fact.File, Units.Around(fact.Unit)))],
                _ => [.. By(fact => (fact.File, fact.Line))],
            };
            _groups.Add(scope, groups);
        }

        return groups;
    }

    private IEnumerable<FactGroup> By<TKey>(Func<Fact, TKey> key) =>
        _package.Reached.Facts.Concat(_package.PackageFacts)
            .GroupBy(key)
            .Select(group => new FactGroup(_names, group.Select(fact => new PlacedFact(fact, fact.Context)), []));

    private FactGroup Package() => new(
        _names,
        _package.Reached.Facts.Concat(_package.PackageFacts).Select(fact => new PlacedFact(fact, fact.Context)),
        [.. _package.Reached.Components.SelectMany(component => component.EntryPoints).Select(_package.Placed)]);

    // What runs before anybody imports the package is seldom much; what is loaded with it may be a program of megabytes.
    private static bool IsSmall(Component component) => component.CodeBytes <= (component.Context < Context.Import ? MostAtInstall : MostWhenLoaded);

    private IEnumerable<FactGroup> Neighbourhoods()
    {
        if (_package.Reached.Components.All(IsSmall))
        {
            return [];
        }

        Dictionary<int, IReadOnlyList<PlacedEntry>> entries = [];
        foreach (Component component in _package.Reached.Components)
        {
            IReadOnlyList<PlacedEntry> placed = [.. component.EntryPoints.Select(_package.Placed)];
            foreach (ComponentFact fact in component.Facts)
            {
                entries.TryAdd(fact.Fact, placed);
            }
        }

        return _package.Reached.Neighbourhoods.Value.Select(facts => new FactGroup(
            _names,
            facts.Select(fact => _package.Reached.Facts[fact]).Select(fact => new PlacedFact(fact, fact.Context)),
            facts.Select(fact => entries.GetValueOrDefault(fact)).FirstOrDefault(placed => placed is not null) ?? []));
    }

    private List<FactGroup> Components(Func<Component, bool> isMeant, Func<Fact, bool> isWithin)
    {
        List<FactGroup> groups = [];
        foreach (Component component in _package.Reached.Components.Where(isMeant))
        {
            IEnumerable<PlacedFact> code = component.Facts.Select(item => new PlacedFact(_package.Reached.Facts[item.Fact], item.Context)).Where(placed => isWithin(placed.Fact));
            IEnumerable<PlacedFact> declared = _package.PackageFacts
                .Where(fact => component.EntryPoints.Any(entry => Declares(entry, fact)))
                .Select(fact => new PlacedFact(fact, fact.Context == Context.Dormant ? component.Context : fact.Context));
            groups.Add(new FactGroup(_names, code.Concat(declared), [.. component.EntryPoints.Select(_package.Placed)]));
        }

        return groups;
    }

    /// <summary>Whether a fact of the manifest speaks of the line that declares an entry point, or of the file that it starts.</summary>
    private static bool Declares(Manifests.EntryPoint entry, Fact fact) =>
        (fact.File == entry.DeclaredIn && (fact.Line == 0 || entry.Line == 0 || fact.Line == entry.Line)) || fact.File == entry.Target;
}
