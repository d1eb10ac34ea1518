using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Feeds.Documents;

/// <summary>A version that documents leave out or mark, and why.</summary>
/// <param name="Version">The version.</param>
/// <param name="Reason">In one word.</param>
/// <param name="Because">One sentence without the version: <c>published 2026-11-20, new versions wait 7 days</c>.</param>
/// <param name="Until">When it may go, or null when a person decides.</param>
/// <param name="Link">The page that explains it, absolute.</param>
public sealed record WithheldVersion(PackageVersion Version, RefusalReason Reason, string Because, DateTimeOffset? Until, Uri Link);
