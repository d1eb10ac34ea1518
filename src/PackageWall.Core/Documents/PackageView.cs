using PackageWall.Core.Standings;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Core.Documents;

/// <summary>A package as its clients may see it: the upstream's document joined with the standings of its versions at one moment.</summary>
public sealed record PackageView
{
    /// <summary>The upstream's document.</summary>
    public required PackageDocument Document { get; init; }

    /// <summary>The records it was joined with.</summary>
    public required PackageStandings Standings { get; init; }

    /// <summary>Versions that are not given out, by normalised version.</summary>
    public required IReadOnlyDictionary<string, WithheldVersion> Withheld { get; init; }

    /// <summary>Single files that wait although their version does not, by file name: they were added to it later.</summary>
    public IReadOnlyDictionary<string, WithheldVersion> WithheldFiles { get; init; } = new Dictionary<string, WithheldVersion>();

    /// <summary>The newest version that is given out: the highest release, else the highest prerelease; null when there is none.</summary>
    public PackageVersion? Newest { get; init; }

    /// <summary>Versions that wait for their time and were not brought in yet, newest first.</summary>
    public required IReadOnlyList<UpstreamVersion> ToInspect { get; init; }

    /// <summary>When time alone will change the view, or null when it will not.</summary>
    public DateTimeOffset? ChangesAt { get; init; }

    /// <summary>npm: the version that the upstream's <c>latest</c> names, when it is withheld; else null.</summary>
    public WithheldVersion? WithheldLatest { get; init; }

    /// <summary>
    /// npm: what to tell because of that, in one sentence; null when there is nothing, or nothing to fall back to. NuGet: the warning
    /// that comes with the documents, or null. Worded with the view and not with each answer.
    /// </summary>
    public string? FallbackNotice { get; init; }

    /// <summary>What rewritten documents of this view depend on.</summary>
    public required ViewRevision Revision { get; init; }
}
