namespace PackageWall.Inspection.Signatures;

/// <summary>Part of a rule: true or false of a group of facts, with the facts that make it true.</summary>
internal abstract record Condition
{
    /// <summary>Whether it holds; adds what made it hold to <paramref name="match"/>.</summary>
    public abstract bool Holds(FactGroup group, ContextSet contexts, RuleMatch match);

    /// <summary>
    /// Whether it could hold for a group in which only facts of these names occur. Used to skip rules quickly, so it may say yes
    /// too often but never no too often.
    /// </summary>
    public abstract bool CouldHold(NameTable names, FactGroup group);

    /// <summary>The same before any group is known: whether it could hold when it is only told which names may occur at all.</summary>
    public abstract bool CouldHold(Func<GlobSet, bool> mayOccur);

    /// <summary>Everything that it asks of facts.</summary>
    public abstract IEnumerable<FactFilter> Filters { get; }
}

/// <summary>A fact of this kind is there.</summary>
internal sealed record FactCondition(FactFilter Filter) : Condition
{
    /// <summary>One match is enough; a few more help the reviewer.</summary>
    private const int Shown = 3;

    public override bool Holds(FactGroup group, ContextSet contexts, RuleMatch match)
    {
        int found = 0;
        foreach (PlacedFact placed in group.Of(Filter.Names))
        {
            if (Filter.Accepts(placed.Fact, placed.Context, contexts))
            {
                match.Add(placed);
                if (++found == Shown && !match.IsWhole)
                {
                    break;
                }
            }
        }

        return found > 0;
    }

    public override bool CouldHold(NameTable names, FactGroup group) => names.Any(Filter.Names, group);

    public override bool CouldHold(Func<GlobSet, bool> mayOccur) => mayOccur(Filter.Names);

    public override IEnumerable<FactFilter> Filters => [Filter];
}

/// <summary>At least so many different facts of this kind are there.</summary>
internal sealed record CountCondition(FactFilter Filter, CountBy By, int AtLeast) : Condition
{
    private const int Shown = 8;

    public override bool Holds(FactGroup group, ContextSet contexts, RuleMatch match)
    {
        HashSet<string> different = new(StringComparer.OrdinalIgnoreCase);
        List<PlacedFact> found = [];
        foreach (PlacedFact placed in group.Of(Filter.Names))
        {
            if (Filter.Accepts(placed.Fact, placed.Context, contexts))
            {
                bool isAnother = different.Add(KeyOf(placed));
                if (match.IsWhole || (isAnother && found.Count < Shown))
                {
                    found.Add(placed);
                }
            }
        }

        if (different.Count < AtLeast)
        {
            return false;
        }

        found.ForEach(match.Add);
        return true;
    }

    public override bool CouldHold(NameTable names, FactGroup group) => names.Any(Filter.Names, group);

    public override bool CouldHold(Func<GlobSet, bool> mayOccur) => mayOccur(Filter.Names);

    public override IEnumerable<FactFilter> Filters => [Filter];

    private string KeyOf(PlacedFact placed) => By switch
    {
        CountBy.Family => placed.Fact.Family,
        CountBy.Name => placed.Fact.Name,
        CountBy.File => placed.Fact.File,
        _ => placed.Fact.Value ?? placed.Fact.Evidence,
    };
}

/// <summary>What makes two facts different for a count.</summary>
internal enum CountBy
{
    /// <summary>The last part of the name.</summary>
    Family,

    /// <summary>The whole name.</summary>
    Name,

    /// <summary>What it is about.</summary>
    Value,

    /// <summary>The file.</summary>
    File,
}

/// <summary>An entry point of this kind starts it.</summary>
internal sealed record EntryCondition(EntryFilter Filter) : Condition
{
    public override bool Holds(FactGroup group, ContextSet contexts, RuleMatch match)
    {
        bool holds = false;
        foreach (PlacedEntry entry in group.EntryPoints)
        {
            if (Filter.Accepts(entry.EntryPoint, entry.IsNew, contexts))
            {
                match.Add(entry);
                holds = true;
            }
        }

        return holds;
    }

    public override bool CouldHold(NameTable names, FactGroup group) => group.EntryPoints.Count > 0;

    public override bool CouldHold(Func<GlobSet, bool> mayOccur) => true;

    public override IEnumerable<FactFilter> Filters => [];
}

/// <summary>All of them hold.</summary>
internal sealed record AllCondition(IReadOnlyList<Condition> Parts) : Condition
{
    public override bool Holds(FactGroup group, ContextSet contexts, RuleMatch match) => Parts.All(part => part.Holds(group, contexts, match));

    public override bool CouldHold(NameTable names, FactGroup group) => Parts.All(part => part.CouldHold(names, group));

    public override bool CouldHold(Func<GlobSet, bool> mayOccur) => Parts.All(part => part.CouldHold(mayOccur));

    public override IEnumerable<FactFilter> Filters => Parts.SelectMany(part => part.Filters);
}

/// <summary>One of them holds; all that do are shown.</summary>
internal sealed record AnyCondition(IReadOnlyList<Condition> Parts) : Condition
{
    public override bool Holds(FactGroup group, ContextSet contexts, RuleMatch match)
    {
        bool holds = false;
        foreach (Condition part in Parts)
        {
            int before = match.Count;
            if (part.Holds(group, contexts, match))
            {
                holds = true;
            }
            else
            {
                match.CutTo(before);
            }
        }

        return holds;
    }

    public override bool CouldHold(NameTable names, FactGroup group) => Parts.Any(part => part.CouldHold(names, group));

    public override bool CouldHold(Func<GlobSet, bool> mayOccur) => Parts.Any(part => part.CouldHold(mayOccur));

    public override IEnumerable<FactFilter> Filters => Parts.SelectMany(part => part.Filters);
}

/// <summary>None of them holds.</summary>
internal sealed record NoneCondition(IReadOnlyList<Condition> Parts) : Condition
{
    public override bool Holds(FactGroup group, ContextSet contexts, RuleMatch match)
    {
        foreach (Condition part in Parts)
        {
            int before = match.Count;
            bool holds = part.Holds(group, contexts, match);
            match.CutTo(before);
            if (holds)
            {
                return false;
            }
        }

        return true;
    }

    public override bool CouldHold(NameTable names, FactGroup group) => true;

    public override bool CouldHold(Func<GlobSet, bool> mayOccur) => true;

    public override IEnumerable<FactFilter> Filters => Parts.SelectMany(part => part.Filters);
}
