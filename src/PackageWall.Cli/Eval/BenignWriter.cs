using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PackageWall.Cli.Eval;

/// <summary>Writes what honest packages gave.</summary>
internal static class BenignWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(BenignResult result, string format, TextWriter output)
    {
        if (format == "json")
        {
            output.WriteLine(Json(result).ToJsonString(Indented));
            return;
        }

        List<(string, string)> rows =
        [
            ("archives", Number(result.Results.Count)),
            .. BenignResult.Verdicts(result.Results).Select(verdict => (verdict.Key, Number(verdict.Value))),
            ("packed bytes", Number(result.PackedBytes)),
            ("unpacked bytes", Number(result.Bytes)),
            ("median time", $"{Time(result.Percentile(0.5))} ms"),
            ("99th percentile", $"{Time(result.Percentile(0.99))} ms"),
            ("unpacked MB/s, one thread", result.MegabytesPerSecond.ToString("0.0", CultureInfo.InvariantCulture)),
        ];
        if (result.Pairs.Count > 0)
        {
            rows.Add(("pairs of versions", Number(result.Pairs.Count)));
            rows.AddRange(BenignResult.Verdicts(result.Pairs).Select(verdict => ($"pairs {verdict.Key}", Number(verdict.Value))));
        }

        EvalTable.Write(output, format, ["what", "measured"], rows.Select(row => new[] { row.Item1, row.Item2 }));
        Rules("held by", result.Results);
        Rules("held as an update by", result.Pairs);
        Held("held", result.Results);
        Held("held as an update", result.Pairs);
        output.Flush();

        void Held(string title, IReadOnlyList<BenignArchive> archives)
        {
            if (BenignResult.Held(archives) is { Count: > 0 } held)
            {
                output.WriteLine();
                EvalTable.Write(output, format, [title, "verdict", "by", "says"], held.Select(row => new[] { Printable.Line(row.Archive), row.Verdict, row.Rule, Printable.Line(row.Says) }));
            }
        }

        void Rules(string title, IReadOnlyList<BenignArchive> archives)
        {
            if (BenignResult.ByRule(archives) is { Count: > 0 } rules)
            {
                output.WriteLine();
                EvalTable.Write(output, format, [title, "archives", "for example"], rules.Select(rule => new[] { rule.Rule, Number(rule.Archives), Printable.Line(rule.Example) }));
            }
        }
    }

    private static JsonObject Json(BenignResult result) => new()
    {
        ["archives"] = result.Results.Count,
        ["verdicts"] = Verdicts(result.Results),
        ["rules"] = Rules(result.Results),
        ["packedBytes"] = result.PackedBytes,
        ["bytes"] = result.Bytes,
        ["medianMs"] = result.Percentile(0.5),
        ["p99Ms"] = result.Percentile(0.99),
        ["megabytesPerSecond"] = result.MegabytesPerSecond,
        ["pairs"] = result.Pairs.Count,
        ["pairVerdicts"] = Verdicts(result.Pairs),
        ["pairRules"] = Rules(result.Pairs),
        ["held"] = Held(result.Results),
        ["heldPairs"] = Held(result.Pairs),
        ["failures"] = result.Failures,
    };

    private static JsonObject Verdicts(IReadOnlyList<BenignArchive> archives) => new(BenignResult.Verdicts(archives).Select(verdict => KeyValuePair.Create(verdict.Key, (JsonNode?)verdict.Value)));

    private static JsonArray Rules(IReadOnlyList<BenignArchive> archives) =>
        [.. BenignResult.ByRule(archives).Select(rule => new JsonObject { ["rule"] = rule.Rule, ["archives"] = rule.Archives, ["example"] = rule.Example })];

    private static JsonArray Held(IReadOnlyList<BenignArchive> archives) =>
        [.. BenignResult.Held(archives).Select(row => new JsonObject { ["archive"] = row.Archive, ["verdict"] = row.Verdict, ["rule"] = row.Rule, ["says"] = row.Says })];

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Time(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
