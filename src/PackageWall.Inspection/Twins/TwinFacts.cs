using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Manifests.Layout;
using PackageWall.Inspection.Reachability;

namespace PackageWall.Inspection.Twins;

/// <summary>
/// Compares the builds that a package offers of the same thing: for <c>require</c> and for <c>import</c>, for one framework and for another.
/// They come from one source, so what one of them does as soon as it is loaded, and another nowhere, was put there afterwards.
/// </summary>
internal static class TwinFacts
{
    private const int Most = 20;

    public static IEnumerable<Fact> Of(ReachedPackage reached)
    {
        foreach (IGrouping<string, (string Build, Component Component)> thing in Builds(reached).GroupBy(build => build.Thing, build => (build.Build, build.Component)))
        {
            List<Twin> twins = [.. thing.GroupBy(item => item.Build).Select(build => new Twin(build.Key, [.. build.Select(item => item.Component).Distinct()], reached))];
            if (twins.Count < 2)
            {
                continue;
            }

            foreach (Twin twin in twins)
            {
                foreach (Fact fact in twin.Automatic.Where(fact => IsTelling(fact.Key, twin) && !twins.Exists(other => other != twin && other.Can(fact.Key))).Select(pair => pair.Value).Take(Most))
                {
                    yield return fact with
                    {
                        Name = "twin.capability", Value = fact.Name, From = [], Unit = "",
                        Evidence = $"only in the build for {twin.Build} of {string.Join(", ", twins.Select(other => other.Build))}: {fact.Evidence}",
                    };
                }
            }
        }
    }

    // Whoever reads all variables and has no way out for them wraps them: how much of it is seen depends on how the build was compiled.
    private static bool IsTelling(string capability, Twin twin) => capability != "read.env.bulk" || twin.Can("network") || twin.Can("start programs");

    private static IEnumerable<(string Thing, string Build, Component Component)> Builds(ReachedPackage reached)
    {
        foreach (Component component in reached.Components)
        {
            foreach (EntryPoint entry in component.EntryPoints)
            {
                if (entry.Build is { } build)
                {
                    yield return (build.Thing, build.Name, component);
                }
                else if (entry is { Kind: "nuget.assembly", Target: { } target } && target.Split('/') is ["lib", var framework, var file])
                {
                    yield return (file.ToLowerInvariant(), framework, component);
                }
            }
        }
    }
}
