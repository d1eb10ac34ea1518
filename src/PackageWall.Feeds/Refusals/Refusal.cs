using PackageWall.Packages;

namespace PackageWall.Feeds.Refusals;

/// <summary>One refusal of one version: the single source of every wording that clients print.</summary>
public sealed record Refusal
{
    /// <summary>The feed's name.</summary>
    public required string Feed { get; init; }

    /// <summary>The package.</summary>
    public required PackageName Package { get; init; }

    /// <summary>The version.</summary>
    public required PackageVersion Version { get; init; }

    /// <summary>Why, in one word.</summary>
    public required RefusalReason Reason { get; init; }

    /// <summary>Why, in one sentence without the version.</summary>
    public required string Because { get; init; }

    /// <summary>When it may go, or null when a person decides.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The newest version that is given out, or null when there is none.</summary>
    public PackageVersion? Alternative { get; init; }

    /// <summary>The page that explains it, absolute.</summary>
    public required Uri Link { get; init; }

    /// <summary><c>PackageWall: pw-demo 1.2.0 is cooling until 2026-11-27 (…); newest allowed: 1.1.0; see http://…</c>: one line of printable ASCII.</summary>
    public string Sentence => RefusalText.Sentence(this);

    /// <summary>The same for a status line: printable ASCII, at most 120 characters, nothing that could end the line.</summary>
    public string ReasonPhrase => RefusalText.ReasonPhrase(this);
}
