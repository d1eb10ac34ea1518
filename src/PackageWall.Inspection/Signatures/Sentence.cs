using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Signatures;

/// <summary>Fills the sentence of a rule with what made it match.</summary>
internal static class Sentence
{
    private const int MostNamed = 6;
    private const int LongestItem = 120;

    /// <summary>The places that a sentence may have.</summary>
    public static IReadOnlyList<string> Places { get; } = ["context", "entry", "families", "hosts", "file", "line", "command", "values", "facts"];

    /// <summary>Places in a sentence that nothing fills.</summary>
    public static IEnumerable<string> UnknownPlaces(string template)
    {
        List<string> unknown = [];
        Fill(template, place =>
        {
            if (!Places.Contains(place))
            {
                unknown.Add(place);
            }

            return "";
        });
        return unknown;
    }

    /// <summary>The sentence for a match.</summary>
    public static string For(string template, Context context, IReadOnlyList<Fact> facts, IReadOnlyList<EntryPoint> entries, string file, int line) =>
        Fill(template, place => place switch
        {
            "context" => context.ToString().ToLowerInvariant(),
            "entry" => entries is [var first, ..] ? first.Title : facts.Select(fact => fact.Chain.Count > 0 ? fact.Chain[0] : fact.File).FirstOrDefault(file),
            "families" => Names(facts.Where(fact => fact.Name.StartsWith("read.", StringComparison.Ordinal)).Select(fact => fact.Family), "secrets"),
            "hosts" => Names(facts.Where(fact => fact.Name.StartsWith("network.", StringComparison.Ordinal) || fact.Name.StartsWith("fetch.", StringComparison.Ordinal))
                .Select(fact => Hosts.Of(fact.Value)).OfType<string>(), "a host that is not written out"),
            "file" => file,
            "line" => line.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "command" => Names(entries.Select(entry => entry.Command ?? entry.Target).Concat(
                facts.Where(fact => fact.Name.StartsWith("execute.", StringComparison.Ordinal) || fact.Name.StartsWith("hook.", StringComparison.Ordinal))
                    .Select(fact => fact.Value)).OfType<string>().Take(1), "a command that is not written out"),
            "values" => Names(facts.Select(fact => fact.Value).OfType<string>(), "what is not written out"),
            "facts" => Names(facts.Select(fact => fact.Name), "nothing"),
            _ => "",
        });

    private static string Names(IEnumerable<string> items, string otherwise)
    {
        List<string> distinct = [.. items.Where(item => item.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(item => item.Length <= LongestItem ? item : item[..LongestItem] + "…")];
        return distinct.Count switch
        {
            0 => otherwise,
            <= MostNamed => string.Join(", ", distinct),
            _ => $"{string.Join(", ", distinct[..MostNamed])} and {distinct.Count - MostNamed} more",
        };
    }

    private static string Fill(string template, Func<string, string> value)
    {
        StringBuilder text = new(template.Length + 64);
        int at = 0;
        while (at < template.Length)
        {
            int open = template.IndexOf('{', at);
            int close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            text.Append(template, at, open - at).Append(value(template[(open + 1)..close]));
            at = close + 1;
        }

        return text.Append(template, at, template.Length - at).ToString();
    }
}
