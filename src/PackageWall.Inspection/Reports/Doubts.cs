using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reachability;

namespace PackageWall.Inspection.Reports;

/// <summary>Says why a package was not read to its end. Any sentence keeps it from being clean.</summary>
internal static class Doubts
{
    private const int Most = 50;

    public static IReadOnlyList<string> Of(IReadOnlyList<ReadFile> files, ReachedPackage reached, Manifest manifest, InspectionBudget budget, bool isOutOfTime)
    {
        List<string> doubts = [];
        if (manifest.Name is null || manifest.Version is null)
        {
            doubts.Add("The package declares no name and version that can be read.");
        }

        if (isOutOfTime)
        {
            doubts.Add($"The inspection took longer than {budget.Limits.Time.TotalSeconds:0} seconds; not every file was read.");
        }

        foreach (ReadFile file in files)
        {
            // Cython's own words are none of Python's: no interpreter runs such a file as it is, and what it is translated to is native code.
            bool mayBeNoCode = (file.IsGuess || file.Path.EndsWith(".pyx", StringComparison.OrdinalIgnoreCase)) && (!reached.Named.Contains(file.Path) || file.CannotRun);
            Context context = reached.Files.GetValueOrDefault(file.Path, Context.Dormant);
            if (file.Facts.Unread.Count > 0 && context != Context.Dormant)
            {
                doubts.AddRange(file.Facts.Unread.Where(reason => !(mayBeNoCode && UnreadReasons.IsOfText(reason)) && !(context >= Context.Call && UnreadReasons.IsOfLanguage(reason))).Select(reason => $"{file.Path} was not read to its end: {reason}."));
            }
        }

        if (budget.IsExhausted)
        {
            doubts.Add("More was encoded in the package than one inspection decodes.");
        }

        return doubts.Count <= Most ? doubts : [.. doubts[..Most], $"… and {doubts.Count - Most} more."];
    }
}
