using PackageWall.Packages;

namespace PackageWall.Inspection.Names;

/// <summary>
/// The popular names of an ecosystem (<c>feeds/popular</c>), with an index over everything that is one slip away from them: a look-up
/// costs as many probes as the name has letters, however long the list is. Immutable.
/// </summary>
internal sealed class PopularNames
{
    // Short names are close to each other by chance.
    private const int ShortestForSlips = 6;
    private const int ShortestForSlipsOfTheMostPopular = 5;
    private const int MostPopular = 1000;
    private const int ShortestForAdditions = 4;
    private const int ShortestHidden = 5;
    private const int LongWord = 9;
    private const int LongestName = 100;

    private static readonly char[] Separators = ['-', '_', '.', '/', '@'];

    private static readonly HashSet<string> Additions = new(StringComparer.Ordinal)
    {
        "js", "node", "nodejs", "py", "python", "python3", "lib", "official", "original", "new", "latest", "real", "free", "net", "dotnet", "all", "unified", "sdk", "api", "2", "3", "v2",
    };

    private static readonly Dictionary<Ecosystem, Lazy<PopularNames>> BuiltIn = new()
    {
        [Ecosystem.Npm] = new(() => new PopularNames(Ecosystem.Npm, PopularLists.BuiltIn("npm"))),
        [Ecosystem.PyPi] = new(() => new PopularNames(Ecosystem.PyPi, PopularLists.BuiltIn("pypi"))),
        [Ecosystem.NuGet] = new(() => new PopularNames(Ecosystem.NuGet, PopularLists.BuiltIn("nuget"))),
    };

    private readonly Ecosystem _ecosystem;
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _ranks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _squeezed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _skeletons = new(StringComparer.Ordinal);
    private readonly SlipIndex _slips;

    /// <summary>Names, most used first.</summary>
    public PopularNames(Ecosystem ecosystem, IEnumerable<string> names)
    {
        _ecosystem = ecosystem;
        List<(string Name, int Rank)> slips = [];
        foreach (string name in names)
        {
            string text = Normal(name);
            if (text.Length > 0 && _ranks.TryAdd(text, _names.Count))
            {
                _names.Add(text);
                _squeezed.TryAdd(Squeeze(text), _names.Count - 1);
                _skeletons.TryAdd(Skeleton(text), _names.Count - 1);
                if (text.Length >= (_names.Count <= MostPopular ? ShortestForSlipsOfTheMostPopular : ShortestForSlips))
                {
                    slips.Add((text, _names.Count - 1));
                }
            }
        }

        _slips = new SlipIndex(slips);
    }

    /// <summary>The list built into the product.</summary>
    public static PopularNames Of(Ecosystem ecosystem) => BuiltIn[ecosystem].Value;

    /// <summary>Whether a name is popular itself: then it imitates nobody.</summary>
    public bool Contains(string name) => _ranks.ContainsKey(Normal(name));

    /// <summary>The most popular name that this one can be mistaken for, or null.</summary>
    public Imitation? Imitated(string name)
    {
        string text = Normal(name);
        return text.Length is 0 or > LongestName || _ranks.ContainsKey(text) ? null
            : IsScoped(text) ? Slip(text)
            : Respelled(text) ?? Slip(text) ?? Extended(text);
    }

    /// <summary>
    /// A popular name among the words of this one: <c>easy-day-js</c> holds <c>dayjs</c>. Far too common to say anything alone; for
    /// dependencies that nobody imports.
    /// </summary>
    public Imitation? HiddenIn(string name)
    {
        string text = Normal(name);
        string[] words = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (_ranks.ContainsKey(text) || IsScoped(text) || words.Length is < 2 or > 8)
        {
            return null;
        }

        int best = int.MaxValue;
        for (int from = 0; from < words.Length; from++)
        {
            for (int to = from + 1; to <= words.Length; to++)
            {
                string part = string.Concat(words[from..to]);
                if (to - from < words.Length && IsTelling(part, to - from) && _squeezed.TryGetValue(part, out int rank))
                {
                    best = Math.Min(best, rank);
                }
            }
        }

        return best == int.MaxValue ? null : new Imitation(_names[best], "the name with words around it");
    }

    // "react" stands in thousands of names; two words in a row, or a long one, are taken over on purpose.
    private static bool IsTelling(string part, int words) => part.Length >= (words > 1 ? ShortestHidden : LongWord);

    private static bool IsScoped(string text) => text.StartsWith('@');

    private static string Squeeze(string text) => string.Concat(text.Split(Separators));

    // What eyes confuse: 0 and o, 1 and l, rn and m, vv and w.
    private static string Skeleton(string text) =>
        text.Replace('0', 'o').Replace('1', 'l').Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal);

    private string Normal(string name)
    {
        string text = name.Trim().ToLowerInvariant();
        return _ecosystem == Ecosystem.PyPi ? string.Join('-', text.Split(Separators, StringSplitOptions.RemoveEmptyEntries)) : text;
    }

    private Imitation? Slip(string text)
    {
        Imitation? found = null;
        int best = int.MaxValue;
        foreach (int rank in _slips.Candidates(text))
        {
            if (rank < best && EditDistance.Slip(text, _names[rank]) is { } slip && AreRivals(text, _names[rank]))
            {
                (best, found) = (rank, new Imitation(_names[rank], slip));
            }
        }

        return found;
    }

    // Who owns a scope names what is in it as he likes; only the scope itself can imitate another one.
    private static bool AreRivals(string text, string popular)
    {
        int own = text.IndexOf('/', StringComparison.Ordinal);
        int other = popular.IndexOf('/', StringComparison.Ordinal);
        return IsScoped(text) || IsScoped(popular)
            ? own > 0 && other > 0 && text[own..] == popular[other..]
            : text.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') != popular.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
    }

    private Imitation? Respelled(string text)
    {
        string squeezed = Squeeze(text);
        if (squeezed.Length >= ShortestHidden && _squeezed.TryGetValue(squeezed, out int rank))
        {
            return new Imitation(_names[rank], IsScoped(_names[rank]) ? "the scope is left out" : "other separators");
        }

        return text.Length >= ShortestHidden && _skeletons.TryGetValue(Skeleton(text), out rank) ? new Imitation(_names[rank], "letters that look alike") : null;
    }

    private Imitation? Extended(string text)
    {
        int first = text.AsSpan().IndexOfAny('-', '_', '.');
        int last = text.AsSpan().LastIndexOfAny('-', '_', '.');
        foreach ((string addition, string rest) in first < 0
            ? [WithoutNumber(text)]
            : ((string, string)[])[(text[..first], text[(first + 1)..]), (text[(last + 1)..], text[..last]), WithoutNumber(text)])
        {
            if (Additions.Contains(addition) && rest.Length >= ShortestForAdditions && _ranks.TryGetValue(rest, out int rank) && rank < MostPopular)
            {
                return new Imitation(_names[rank], $"the name with '{addition}' added");
            }
        }

        return null;
    }

    private static (string Number, string Name) WithoutNumber(string text)
    {
        string rest = text.TrimEnd('2', '3');
        return (text[rest.Length..], rest);
    }
}
