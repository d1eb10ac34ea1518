using PackageWall.Core.Feeds;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Core.Intake;

/// <summary>An artifact to bring in, as the upstream's document describes it.</summary>
/// <param name="Feed">From where.</param>
/// <param name="Package">Of which package.</param>
/// <param name="Version">Of which version.</param>
/// <param name="Artifact">Which file.</param>
public sealed record IntakeRequest(Feed Feed, PackageName Package, UpstreamVersion Version, UpstreamArtifact Artifact);
