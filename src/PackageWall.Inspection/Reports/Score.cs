using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Reports;

/// <summary>
/// Puts held versions in order for reviewers. Every kind of fact counts once, for as much as the most dangerous context in which it
/// occurs. Decides nothing.
/// </summary>
internal static class Score
{
    /// <summary>Weights by name or beginning of a name; the longest that fits counts.</summary>
    private static readonly (string Name, double Weight)[] Weights =
    [
        ("read.secret.browser", 12), ("read.secret.wallet", 12), ("read.secret.ci", 12), ("read.memory", 12),
        ("read.secret.history", 4), ("read.secret.dotenv", 4), ("read.secret.chat", 4), ("read.secret.database", 4), ("read.secret.", 6),
        ("read.env.bulk", 8), ("read.env.secret", 3), ("read.profile", 1), ("read.screen", 6), ("read.keyboard", 6), ("read.clipboard", 4),
        ("network.send", 5), ("network.dns", 4), ("network.socket", 4), ("network.drop", 8), ("network.chain", 10), ("network.publish", 8),
        ("network.github-write", 8), ("network.cloud-secrets", 6), ("network.address", 6), ("network.insecure", 6), ("network.port", 3), ("network.fetch", 3),
        ("execute.code", 6), ("execute.shell", 4), ("execute.process", 3), ("execute.interpreter", 8), ("execute.package-file", 4), ("execute.native", 4),
        ("execute.assembly", 8), ("execute.marshal", 8), ("execute.pickle", 4), ("execute.memory", 12), ("execute.detached", 6), ("execute.agent", 10),
        ("fetch.runtime", 12), ("fetch.executable", 8), ("persist.", 10), ("wipe", 12), ("self-erase", 10), ("hook.network", 6), ("hook.wallet", 10),
        ("obfuscation.", 10), ("text.padding", 10), ("text.invisible", 10), ("text.bidi", 6), ("text.single-line", 2), ("decode.keyed", 5), ("decode.hidden", 6), ("decode.opaque", 4),
        ("dynamic.", 3), ("gate.", 2), ("pth.import", 10), ("gyp.", 8), ("msbuild.", 4), ("native.", 3), ("pyc.", 5), ("dotnet.jit-hook", 12), ("dotnet.", 1),
        ("indicator.", 30), ("network.foreign", 12), ("twin.capability", 10), ("dotnet.load-reaches", 6), ("dotnet.host-reaches", 10), ("manifest.dependency.bait", 20),
        ("archive.", 4), ("manifest.", 4), ("name.", 8), ("change.entry-point", 12), ("change.first-native", 8), ("change.host", 4), ("change.native", 4), ("change.", 1),
    ];

    private const double ProvenFlow = 20;
    private const double PerLayer = 3;
    private const double MostForLayers = 15;

    public static int Of(IReadOnlyList<Fact> facts, IReadOnlyList<Fact> packageFacts, PackageChange? change)
    {
        double score = 0;
        foreach (IGrouping<string, Fact> kind in facts.GroupBy(fact => fact.Name))
        {
            score += WeightOf(kind.Key) * kind.Max(fact => Multiplier(fact.Context));
        }

        foreach (string name in packageFacts.Where(fact => fact.Value != "note").Select(fact => fact.Name).Distinct())
        {
            score += WeightOf(name);
        }

        List<Fact> automatic = [.. facts.Where(fact => fact.Context <= Context.Import)];
        score += Math.Min(MostForLayers, PerLayer * automatic.Select(fact => fact.Depth).DefaultIfEmpty(0).Max());
        if (automatic.Any(fact => fact.Name.StartsWith("network.", StringComparison.Ordinal) && fact.From.Any(IsSecret)))
        {
            score += ProvenFlow;
        }

        score += change is { AddedFiles.Count: > 0 } && automatic.Any(fact => change.AddedFiles.Contains(fact.File)) ? 6 : 0;
        return (int)Math.Round(score, MidpointRounding.AwayFromZero);
    }

    private static bool IsSecret(string name) => name.StartsWith("read.secret.", StringComparison.Ordinal) || name is "read.env.bulk" or "read.env.secret";

    private static double WeightOf(string name) => Weights
        .Where(weight => name.StartsWith(weight.Name, StringComparison.Ordinal))
        .OrderByDescending(weight => weight.Name.Length)
        .Select(weight => weight.Weight)
        .FirstOrDefault();

    private static double Multiplier(Context context) => context switch
    {
        Context.Startup => 3,
        Context.Install => 2.5,
        Context.Build => 2,
        Context.Import => 1.5,
        Context.Call => 0.5,
        _ => 0.1,
    };
}
