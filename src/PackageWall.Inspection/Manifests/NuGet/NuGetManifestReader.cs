using PackageWall.Inspection.Archives;
using PackageWall.Packages;

namespace PackageWall.Inspection.Manifests.NuGet;

/// <summary>Reads what a NuGet package declares: its nuspec, and the folders whose files NuGet, MSBuild and the compiler pick up by convention.</summary>
internal static class NuGetManifestReader
{
    public static Manifest Read(PackageTree tree)
    {
        var draft = new ManifestDraft(tree);
        List<PackageFile> nuspecs = [.. tree.Files.Values.Where(file =>
            !file.Path.Contains('/', StringComparison.Ordinal) && file.Path.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase))];
        if (nuspecs.Count != 1)
        {
            draft.Report(nuspecs.Count == 0 ? ManifestAnomalies.Missing : ManifestAnomalies.Several, AnomalySeverity.Reject, "*.nuspec",
                nuspecs.Count == 0 ? "There is no nuspec at the root." : $"There are {nuspecs.Count} nuspecs: {string.Join(", ", nuspecs.Select(file => file.Path))}.");
        }

        Nuspec nuspec = nuspecs.Count == 0 ? new Nuspec() : NuspecReader.Read(draft, nuspecs[0]);
        (draft.Name, draft.Version) = (nuspec.Id, nuspec.Version);
        draft.Dependencies.AddRange(nuspec.Dependencies.Distinct());
        draft.AddHost(nuspec.ProjectUrl);
        draft.AddHost(nuspec.RepositoryUrl);
        NuGetEntryPoints.Add(draft, nuspec);
        return draft.Finish(Ecosystem.NuGet, new NuGetResolver(tree));
    }
}
