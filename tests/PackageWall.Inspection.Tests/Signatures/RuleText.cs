using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Inspection.Tests.Reachability;

namespace PackageWall.Inspection.Tests.Signatures;

/// <summary>Rules written in tests.</summary>
internal static class RuleText
{
    /// <summary>A whole rule around a condition.</summary>
    public static string Of(string when, string verdict = "malicious", string says = "x", string samples = Samples) => $"""
        id: sample
        title: A sample
        verdict: {verdict}
        when:
        {Indented(when)}
        says: "{says}"
        why: Because.
        {samples}
        """;

    public const string Samples = """
        samples:
          malicious: [ { file: package.json, text: "{}" } ]
          benign: [ { file: package.json, text: "{}" } ]
        """;

    /// <summary>The errors of a rule.</summary>
    public static IReadOnlyList<SignatureError> Errors(string text, string path = "rules/sample.yaml") =>
        Should.Throw<SignatureException>(() => SignatureSet.FromFiles([new SignatureFile(path, text)])).Errors;

    /// <summary>Asks one rule about a package.</summary>
    public static IReadOnlyList<Finding> Ask(string rule, HandMade package, params Fact[] packageFacts)
    {
        SignatureSet set = SignatureSet.FromFiles([new SignatureFile("rules/sample.yaml", rule)]);
        return RuleEvaluator.Evaluate(set.Compiled, new JudgedPackage { Ecosystem = package.Manifest.Ecosystem, Reached = package.Reach(), PackageFacts = packageFacts }, set.Baselines);
    }

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(line => "  " + line));
}
