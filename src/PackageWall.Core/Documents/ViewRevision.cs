namespace PackageWall.Core.Documents;

/// <summary>
/// Names everything that rewritten documents depend on, beside feed, address and writer, also beyond a restart. Made of what is
/// withheld and why and not of a counter, so that a record that changes nothing for clients does not make a document be written anew.
/// </summary>
/// <param name="Content">A digest of the upstream's document and of what is withheld of it.</param>
/// <param name="DecidedAt">
/// When this process saw the last decision (UTC ticks), which documents carry as their time; 0 when there was none; null when it was before this
/// process began.
/// </param>
public readonly record struct ViewRevision(string Content, long? DecidedAt)
{
    /// <summary>
    /// Whether a document that was written for the other revision is right for this one. Who does not know when the last decision was
    /// takes one that was written when it was known: nothing that clients see has changed since.
    /// </summary>
    public bool Accepts(ViewRevision written) => Content == written.Content && (DecidedAt is null || DecidedAt == written.DecidedAt);
}
