using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Signatures;

/// <summary>
/// Reads conditions: <c>fact</c>, <c>count</c>, <c>entry</c>, and <c>all</c>, <c>any</c>, <c>none</c> over lists of them. Several in one
/// mapping must all hold.
/// </summary>
internal static class ConditionParser
{
    private static readonly Dictionary<string, ContextSet> ContextNames = new(StringComparer.Ordinal)
    {
        ["startup"] = ContextSet.Of(Context.Startup),
        ["install"] = ContextSet.Of(Context.Install),
        ["build"] = ContextSet.Of(Context.Build),
        ["import"] = ContextSet.Of(Context.Import),
        ["call"] = ContextSet.Of(Context.Call),
        ["dormant"] = ContextSet.Of(Context.Dormant),
        ["automatic"] = ContextSet.Automatic,
        ["live"] = ContextSet.Live,
        ["any"] = ContextSet.Any,
    };

    /// <summary>Reads the conditions of a mapping.</summary>
    public static Condition Parse(YamlMap map)
    {
        List<Condition> parts = [];
        if (map.Has("fact"))
        {
            parts.Add(new FactCondition(Filter(map, "fact", isRule: true)));
        }

        if (map.Map("count") is { } count)
        {
            parts.Add(Count(count));
            count.NothingElse();
        }

        if (map.Has("entry"))
        {
            parts.Add(Entry(map));
        }

        List(map, "all", conditions => new AllCondition(conditions), parts);
        List(map, "any", conditions => new AnyCondition(conditions), parts);
        List(map, "none", conditions => new NoneCondition(conditions), parts);
        if (parts.Count == 0)
        {
            map.Wrong(map.Line, "No condition here; known are fact, count, entry, all, any, none.");
        }

        return parts is [var only] ? only : new AllCondition(parts);
    }

    /// <summary>Reads <c>context</c>; null when it is not there.</summary>
    public static ContextSet? Contexts(YamlMap map)
    {
        if (!map.Has("context"))
        {
            return null;
        }

        ContextSet contexts = default;
        foreach (string name in map.Texts("context"))
        {
            if (ContextNames.TryGetValue(name, out ContextSet set))
            {
                contexts = contexts.With(set);
            }
            else
            {
                map.Wrong(map.LineOf("context"), $"'{name}' is not a context; known are {string.Join(", ", ContextNames.Keys)}.");
            }
        }

        return contexts;
    }

    private static void List(YamlMap map, string key, Func<IReadOnlyList<Condition>, Condition> make, List<Condition> parts)
    {
        if (!map.Has(key))
        {
            return;
        }

        List<Condition> conditions = [];
        foreach (YamlMap item in map.Maps(key))
        {
            conditions.Add(Parse(item));
            Contexts(item);
            item.NothingElse();
        }

        if (conditions.Count == 0)
        {
            map.Wrong(map.LineOf(key), $"'{key}' is empty.");
        }

        parts.Add(make(conditions));
    }

    private static FactFilter Filter(YamlMap map, string key, bool isRule)
    {
        GlobSet names = map.Globs(key) ?? new GlobSet([]);
        CheckNames(map, key, names);
        GlobSet? from = map.Globs("from");
        if (from is not null)
        {
            CheckNames(map, "from", from);
        }

        return new FactFilter
        {
            Names = names,
            Value = map.Globs("value"),
            Text = map.Globs("text"),
            From = from,
            File = map.Globs("file"),
            Depth = map.Number("depth-at-least", 0),
            Length = map.Number("length-at-least", 0),
            New = map.Flag("new"),
            Contexts = isRule || map.Has("context") ? Contexts(map) : null,
        };
    }

    private static void CheckNames(YamlMap map, string key, GlobSet names)
    {
        if (names.Patterns.Count == 0)
        {
            map.Wrong(map.LineOf(key), $"'{key}' names no fact.");
        }

        foreach (string name in names.Patterns.Where(name => !FactNames.IsKnown(name)))
        {
            map.Wrong(map.LineOf(key), $"'{name}' is not a fact; the names are in vocabulary/README.md.");
        }
    }

    private static CountCondition Count(YamlMap map)
    {
        CountBy by = map.OptionalText("distinct") switch
        {
            "family" or null => CountBy.Family,
            "name" => CountBy.Name,
            "value" => CountBy.Value,
            "file" => CountBy.File,
            var other => Wrong(other),
        };
        return new CountCondition(Filter(map, "of", isRule: false), by, map.Number("at-least", 1));

        CountBy Wrong(string other)
        {
            map.Wrong(map.LineOf("distinct"), $"'{other}' cannot be counted; known are family, name, value, file.");
            return CountBy.Family;
        }
    }

    private static EntryCondition Entry(YamlMap map) => new(new EntryFilter
    {
        Kinds = map.Globs("entry") ?? new GlobSet([]),
        Command = map.Globs("command"),
        New = map.Flag("new"),
        Contexts = Contexts(map),
    });
}
