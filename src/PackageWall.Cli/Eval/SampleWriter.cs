using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PackageWall.Inspection.Signatures;

namespace PackageWall.Cli.Eval;

/// <summary>Writes what samples gave.</summary>
internal static class SampleWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(IReadOnlyList<SampleOutcome> outcomes, SignatureSet signatures, string format, TextWriter output)
    {
        if (format == "json")
        {
            output.WriteLine(Json(outcomes, signatures).ToJsonString(Indented));
            return;
        }

        List<SampleOutcome> attacks = [.. outcomes.Where(outcome => outcome.Sample.Expected != SampleExpectation.Clean)];
        List<SampleOutcome> counted = [.. attacks.Where(outcome => outcome.Sample.OutOfScope is null)];
        List<SampleOutcome> honest = [.. outcomes.Where(outcome => outcome.Sample.Expected == SampleExpectation.Clean)];
        EvalTable.Write(
            output,
            format,
            ["matrix row", "sample", "expected by", "found by", "verdict"],
            attacks.Select(outcome => new[]
            {
                outcome.Sample.Group ?? "",
                outcome.Sample.Id,
                outcome.Sample.Rules ?? "",
                string.Join(", ", outcome.Found(signatures)),
                outcome.Sample.OutOfScope is null ? outcome.Verdict + Mark(outcome) : $"{outcome.Verdict} (not counted)",
            }));
        output.WriteLine();
        int malicious = counted.Count(outcome => outcome.Report.Verdict == Inspection.Reports.Verdict.Malicious);
        int held = counted.Count(outcome => !outcome.IsMissed);
        EvalTable.Write(output, format, ["what", "measured"],
        [
            ["attacks that one archive can show", counted.Count.ToString(CultureInfo.InvariantCulture)],
            ["of these malicious", Share(malicious, counted.Count)],
            ["of these malicious or held", Share(held, counted.Count)],
            ["honest look-alikes", honest.Count.ToString(CultureInfo.InvariantCulture)],
            ["of these clean", Share(honest.Count(outcome => outcome.IsRight), honest.Count)],
        ]);
        Wrong("missed", counted.Where(outcome => outcome.IsMissed));
        Wrong("held, though malicious was expected", counted.Where(outcome => !outcome.IsMissed && !outcome.IsRight));
        Wrong("honest and held", honest.Where(outcome => !outcome.IsRight));
        output.Flush();

        void Wrong(string title, IEnumerable<SampleOutcome> wrong)
        {
            List<SampleOutcome> all = [.. wrong];
            if (all.Count > 0)
            {
                output.WriteLine();
                EvalTable.Write(output, format, [title, "expected by", "found by"], all.Select(outcome => new[] { outcome.Sample.Id, outcome.Sample.Rules ?? "", string.Join(", ", outcome.Found(signatures)) }));
            }
        }
    }

    private static string Mark(SampleOutcome outcome) => outcome.IsMissed ? " (MISSED)" : outcome.IsRight ? "" : " (malicious expected)";

    private static string Share(int part, int whole) => whole == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{part} ({100.0 * part / whole:0.0} %)");

    private static JsonObject Json(IReadOnlyList<SampleOutcome> outcomes, SignatureSet signatures) => new()
    {
        ["samples"] = new JsonArray(
        [
            .. outcomes.Select(outcome => new JsonObject
            {
                ["id"] = outcome.Sample.Id,
                ["group"] = outcome.Sample.Group,
                ["expect"] = outcome.Sample.Expect,
                ["expectedRules"] = outcome.Sample.Rules,
                ["verdict"] = outcome.Verdict,
                ["right"] = outcome.IsRight,
                ["missed"] = outcome.IsMissed,
                ["outOfScope"] = outcome.Sample.OutOfScope,
                ["found"] = new JsonArray([.. outcome.Found(signatures).Select(rule => (JsonNode)rule)]),
            }),
        ]),
    };
}
