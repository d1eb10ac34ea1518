using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Manifests.Layout;

namespace PackageWall.Inspection.Manifests;

/// <summary>
/// What laying out found, as facts of the files concerned: a rule can then tell an opaque archive that live code opens from one
/// that lies among test data.
/// </summary>
internal static class TreeFacts
{
    public static void Add(ManifestDraft draft)
    {
        foreach (ArchiveAnomaly anomaly in draft.Tree.Anomalies)
        {
            string? fact = anomaly.Code switch
            {
                LayoutAnomalies.OpaqueArchive or LayoutAnomalies.TooDeep or LayoutAnomalies.BrokenArchive => "archive.opaque",
                LayoutAnomalies.OverBudget => "archive.over-budget",
                LayoutAnomalies.NestedArchive => "archive.nested",
                LayoutAnomalies.Link => "archive.link",
                _ => null,
            };
            if (fact is not null && anomaly.Entry is not null)
            {
                draft.Add(fact, anomaly.Entry, 0, anomaly.Detail, anomaly.Entry);
            }
        }
    }
}
