using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reachability;
using PackageWall.Packages;

namespace PackageWall.Inspection.Names;

/// <summary>
/// Finds dependencies that nothing in the package imports. One that is new, and has a name that is taken for another or that is known to be
/// doubtful, is there to be installed and for nothing else.
/// </summary>
internal static class DependencyFacts
{
    private const int Most = 20;
    private const string Doubtful = "manifest.dependency.doubtful";

    /// <summary>The facts, for dependencies that are new or conspicuous; of the others nobody asks.</summary>
    public static IEnumerable<Fact> Of(Artifact artifact, Manifest manifest, PackageTree tree, IReadOnlyList<ReadFile> files)
    {
        PopularNames popular = PopularNames.Of(artifact.Ecosystem);
        bool isImitation = manifest.Name is { } own && popular.Imitated(own) is not null;
        HashSet<string>? earlier = artifact.Earlier is { } profile
            ? [.. profile.Dependencies.Select(dependency => dependency[(dependency.IndexOf(' ', StringComparison.Ordinal) + 1)..])]
            : null;
        ImportSearch? search = null;
        int found = 0;
        string declaredIn = manifest.EntryPoints.Count > 0 ? manifest.EntryPoints[0].DeclaredIn : "";
        foreach (Dependency dependency in manifest.Dependencies.Where(dependency => dependency.IsFromRegistry && IsKnown(artifact.Ecosystem, dependency)))
        {
            yield return new Fact
            {
                Name = "manifest.dependency.known", File = declaredIn, Value = $"{dependency.Name} {dependency.Specification}", Evidence = $"{dependency.Group}: {dependency.Name}: {dependency.Specification}",
            };
        }

        foreach (Dependency dependency in manifest.Dependencies.Where(dependency => dependency is { Group: "runtime" or "optional", IsFromRegistry: true }))
        {
            bool isNew = earlier is not null && !earlier.Contains(dependency.Name);
            bool isDoubtful = artifact.DoubtfulDependencies?.Contains(dependency.Name) == true;
            Imitation? imitation = popular.Imitated(dependency.Name);
            if (!(isNew || isDoubtful || isImitation || imitation is not null))
            {
                continue;
            }

            search ??= new ImportSearch(artifact.Ecosystem, tree, files);
            if (!search.HasCode || search.IsNamed(dependency.Name) || ++found > Most)
            {
                continue;
            }

            imitation ??= isNew ? popular.HiddenIn(dependency.Name) : null;
            Fact unused = new()
            {
                Name = "manifest.dependency.unused",
                File = declaredIn,
                Value = imitation is null ? dependency.Name : $"{dependency.Name} ({imitation.Popular}: {imitation.Manner})",
                // Words of this line are compared with the earlier dependencies, so no other name may stand in it.
                Evidence = $"{dependency.Group}: {dependency.Name}: {dependency.Specification}",
                From = (imitation is not null, isDoubtful) switch
                {
                    (true, true) => ["name.squat", Doubtful],
                    (true, false) => ["name.squat"],
                    (false, true) => [Doubtful],
                    _ => [],
                },
            };
            yield return unused;
            if (imitation is not null && isDoubtful)
            {
                yield return unused with { Name = "manifest.dependency.bait" };
            }
        }
    }

    // Only the exact version: a range that begins with one that was taken down gets a later one.
    private static bool IsKnown(Ecosystem ecosystem, Dependency dependency)
    {
        string version = dependency.Specification.Trim().Trim('=', 'v', '[', ']', '(', ')', ' ');
        return Vocabulary.Default.IsIndicatorPackage($"{ecosystem.Name()} {dependency.Name}@{version}");
    }
}
