namespace PackageWall.Feeds.NuGet;

/// <summary>A registration index or page, read.</summary>
/// <param name="Leaves">The versions that the document holds itself.</param>
/// <param name="MissingPages">Pages that must be fetched and read for the rest; empty when everything is inlined.</param>
/// <param name="Unreadable">How many leaves name no version or another package.</param>
public sealed record RegistrationIndex(IReadOnlyList<RegistrationLeaf> Leaves, IReadOnlyList<Uri> MissingPages, int Unreadable);
