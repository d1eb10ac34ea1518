namespace PackageWall.Feeds.Definitions;

/// <summary>Which clock the cool-off runs by.</summary>
public enum CoolOffClock
{
    /// <summary>The date the upstream states; first sight where it states none.</summary>
    Published,

    /// <summary>When PackageWall first saw the version.</summary>
    FirstSeen,
}

/// <summary>How a PyPI page shows a withheld version.</summary>
public enum WithheldDisplay
{
    /// <summary>Marked yanked with the reason: pip prints it for pins, ranges choose another version.</summary>
    Yank,

    /// <summary>Left out: resolvers back-track, but nothing says why.</summary>
    Remove,
}

/// <summary>The rules that turn verdict, change, age and reviews into a standing, as one feed declares them.</summary>
public sealed record FeedPolicy
{
    /// <summary>How long new versions wait. Default 7 days.</summary>
    public TimeSpan CoolOff { get; init; } = TimeSpan.FromDays(7);

    /// <summary>By which clock.</summary>
    public CoolOffClock Clock { get; init; } = CoolOffClock.Published;

    /// <summary>PyPI: how withheld versions are shown.</summary>
    public WithheldDisplay Withheld { get; init; } = WithheldDisplay.Yank;

    /// <summary>Versions let through the cool-off or a hold, each with who, why and until when. Never overrides malicious.</summary>
    public IReadOnlyList<Exemption> Exemptions { get; init; } = [];
}

/// <summary>A declared exception from the cool-off.</summary>
/// <param name="Package">Package name, exact or with <c>*</c> at the end (<c>@acme/*</c>).</param>
/// <param name="Versions">Exact version or <c>*</c>.</param>
/// <param name="By">Who answers for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">When it ends; required.</param>
public sealed record Exemption(string Package, string Versions, string By, string Reason, DateTimeOffset Until);
