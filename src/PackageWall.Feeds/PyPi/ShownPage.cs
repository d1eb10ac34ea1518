namespace PackageWall.Feeds.PyPi;

/// <summary>A project page of ours before it takes one of its forms.</summary>
/// <param name="Source">The upstream's word.</param>
/// <param name="Files">Its files as they are shown.</param>
/// <param name="Notices">What it says in words, one line of plain ASCII each.</param>
internal sealed record ShownPage(SimplePage Source, IReadOnlyList<ShownFile> Files, IReadOnlyList<string> Notices);
