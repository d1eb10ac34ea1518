using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>What came of writing one version's manifest.</summary>
public abstract record ManifestWriting
{
    private ManifestWriting()
    {
    }

    /// <summary>It was written.</summary>
    /// <param name="Version">Which version a tag led to.</param>
    public sealed record Written(PackageVersion Version) : ManifestWriting;

    /// <summary>The version, or what the tag points to, is withheld and nothing stands in for it.</summary>
    /// <param name="Version">Which and why.</param>
    /// <param name="NewestAllowed">The way on, or null.</param>
    public sealed record Withheld(WithheldVersion Version, PackageVersion? NewestAllowed) : ManifestWriting;

    /// <summary>The package has no such version or tag.</summary>
    public sealed record Missing : ManifestWriting;

    /// <summary>The upstream's document could not be read; the output must be thrown away.</summary>
    /// <param name="Fault">Why, in one word.</param>
    /// <param name="Detail">Why, in one sentence for the log.</param>
    public sealed record Failed(PackumentFault Fault, string Detail) : ManifestWriting;
}
