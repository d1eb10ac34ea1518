using PackageWall.Feeds.Definitions;
using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.PyPi;

/// <summary>What a project page depends on beside the upstream's page and the view.</summary>
public sealed record SimplePageOptions
{
    /// <summary>How withheld files are shown.</summary>
    public WithheldDisplay Display { get; init; } = WithheldDisplay.Yank;

    /// <summary>
    /// SHA-256 (lower-case hex) by file name of the metadata that can really be had at <c>{file}.metadata</c> right now. Files that are
    /// not in it advertise none: pip and uv fail hard where an advertised one is not there.
    /// </summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Single files to withhold, by file name, where the version itself is let through: a file that was added to an old version later
    /// has a standing of its own.
    /// </summary>
    public IReadOnlyDictionary<string, WithheldVersion> WithheldFiles { get; init; } = new Dictionary<string, WithheldVersion>();
}
