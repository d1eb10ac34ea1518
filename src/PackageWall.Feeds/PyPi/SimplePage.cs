using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.PyPi;

/// <summary>A project page of a simple index, read: what the upstream says of a project and of each of its files.</summary>
/// <param name="Package">
/// The project as every ecosystem has it. A version's date is that of its <em>latest</em> file and null if any file is undated,
/// because a file can be added to an old version years later and must not inherit its age; each artifact keeps its own.
/// </param>
/// <param name="Files">Every readable file, in the order of the page.</param>
public sealed record SimplePage(UpstreamPackage Package, IReadOnlyList<PyPiFile> Files)
{
    /// <summary>The project.</summary>
    public PackageName Name => Package.Name;

    /// <summary>The form the upstream answered in.</summary>
    public required SimpleFormat Format { get; init; }

    /// <summary>The repository version that the page names (<c>1.0</c> when it names none).</summary>
    public string ApiVersion { get; init; } = "1.0";

    /// <summary>PEP 792: <c>active</c>, <c>archived</c>, <c>quarantined</c>, <c>deprecated</c>, or null when not stated.</summary>
    public string? ProjectStatus { get; init; }

    /// <summary>PEP 792: why, or null.</summary>
    public string? ProjectStatusReason { get; init; }

    /// <summary>Whether every file has an upload date. When not, the cool-off of undated files runs from first sight, and pages say so.</summary>
    public bool StatesDates => Files.All(file => file.UploadedAt is not null);
}
