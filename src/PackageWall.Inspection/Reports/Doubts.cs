using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reachability;

namespace PackageWall.Inspection.Reports;

/// <summary>Says why a package was not read to its end. Any sentence keeps it from being clean.</summary>
internal static class Doubts
{
    private const int Most = 50;

    public static IReadOnlyList<string> Of(IReadOnlyList<ReadFile> files, ReachedPackage reached, Manifest manifest, InspectionBudget budget)
    {
        List<string> doubts = [];
        if (manifest.Name is null || manifest.Version is null)
        {
            doubts.Add("The package declares no name and version that can be read.");
        }

        foreach (ReadFile file in files)
        {
            if (file.Facts.Unread.Count > 0 && reached.Files.GetValueOrDefault(file.Path, Context.Dormant) != Context.Dormant)
            {
                doubts.AddRange(file.Facts.Unread.Select(reason => $"{file.Path} was not read to its end: {reason}."));
            }
        }

        doubts.AddRange(reached.Unfollowed.Select(reason => $"{reason}."));
        if (budget.IsExhausted)
        {
            doubts.Add("More was encoded in the package than one inspection decodes.");
        }

        return doubts.Count <= Most ? doubts : [.. doubts[..Most], $"… and {doubts.Count - Most} more."];
    }
}
