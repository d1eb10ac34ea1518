using PackageWall.Feeds.Definitions;
using PackageWall.Inspection.Signatures;
using PackageWall.Server.Configuration;

namespace PackageWall.Server;

/// <summary>What a wall is made of, read and checked.</summary>
/// <param name="Settings">Its settings.</param>
/// <param name="Signatures">The rules that its workers use.</param>
/// <param name="Feeds">Its feeds.</param>
internal sealed record WallPlan(WallSettings Settings, SignatureSet Signatures, IReadOnlyList<FeedDefinition> Feeds);
