namespace PackageWall.Core.Documents;

/// <summary>
/// What is left of a view when its document had to leave memory: enough to find the documents that were written for it, which are
/// a twentieth of the size, and to know that it still holds.
/// </summary>
/// <param name="Source">The upstream's document.</param>
/// <param name="Epoch">Of the records it was joined with. Not the records: those of thousands of packages would be held outside of their budget.</param>
/// <param name="Revision">What rewritten documents depend on.</param>
public sealed record ViewGlimpse(SourceState Source, long Epoch, ViewRevision Revision)
{
    /// <summary>When time alone will change the view, or null when it will not.</summary>
    public DateTimeOffset? ChangesAt { get; init; }

    /// <summary>npm and NuGet: what to tell because the newest version is withheld, or null.</summary>
    public string? FallbackNotice { get; init; }
}
