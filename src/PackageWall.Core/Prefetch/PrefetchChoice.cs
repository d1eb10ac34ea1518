using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Feeds.Documents;

namespace PackageWall.Core.Prefetch;

/// <summary>Whether a version is worth fetching before it is asked for.</summary>
internal static class PrefetchChoice
{
    /// <summary>Its artifact, or null: withheld now, here already, or one of several files, of which nobody knows which a client takes.</summary>
    public static PrefetchCandidate? Candidate(Feed feed, PackageView view, UpstreamVersion version)
    {
        if (version.Artifacts.Count != 1
            || view.Withheld.ContainsKey(version.Version.Value)
            || view.WithheldFiles.ContainsKey(version.Artifacts[0].FileName)
            || view.Standings.FindArtifact(version.Artifacts[0].FileName) is { Artifact.Inspection: not null })
        {
            return null;
        }

        return new PrefetchCandidate(feed, view.Document.Package.Name, version, version.Artifacts[0]) { Size = version.Artifacts[0].UnpackedSize };
    }
}
