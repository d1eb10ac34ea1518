using PackageWall.Core.Documents;
using PackageWall.Feeds.Definitions;
using PackageWall.Packages;

namespace PackageWall.Core.Feeds;

/// <summary>A feed at work: its definition and its upstream.</summary>
public sealed record Feed(FeedDefinition Definition, IPackageSource Source)
{
    /// <summary>Its name.</summary>
    public string Name => Definition.Name;

    /// <summary>Its ecosystem.</summary>
    public Ecosystem Ecosystem => Definition.Ecosystem;

    /// <summary>
    /// NuGet packages carry the registry's time stamp, so a version without a date may be listed: the gate dates and inspects it
    /// before a byte leaves. Elsewhere the clock of such a version starts with its first sight.
    /// </summary>
    public bool PackagesDateThemselves => Ecosystem == Ecosystem.NuGet && Definition.Policy.Clock == CoolOffClock.Published;

    /// <summary>Whether the name is the organisation's own and must never be asked for outside.</summary>
    public bool IsInternal(PackageName package) => NamePattern.MatchesAny(Definition.InternalNames, package);
}
