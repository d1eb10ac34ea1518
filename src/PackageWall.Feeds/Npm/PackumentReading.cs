using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.Npm;

/// <summary>What came of reading a packument.</summary>
public abstract record PackumentReading
{
    private PackumentReading()
    {
    }

    /// <summary>It was read.</summary>
    /// <param name="Package">What it says.</param>
    public sealed record Read(UpstreamPackage Package) : PackumentReading;

    /// <summary>It was not, and must not be passed on.</summary>
    /// <param name="Fault">Why, in one word.</param>
    /// <param name="Detail">Why, in one sentence for the log.</param>
    public sealed record Failed(PackumentFault Fault, string Detail) : PackumentReading;
}

/// <summary>Why a packument could not be read or written.</summary>
public enum PackumentFault
{
    /// <summary>The bytes are not UTF-8 JSON, or more follows after the value.</summary>
    NotJson,

    /// <summary>It is JSON of another shape.</summary>
    NotAPackument,

    /// <summary>It describes another package than the one that was asked for.</summary>
    WrongName,

    /// <summary>It names no versions: the package was unpublished.</summary>
    NoVersions,

    /// <summary>A key stands twice: two readers could take different values.</summary>
    Ambiguous,

    /// <summary>The bytes given to the writer are not those that were read.</summary>
    Changed,
}
