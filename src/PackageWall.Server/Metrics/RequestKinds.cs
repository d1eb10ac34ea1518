using PackageWall.Packages;

namespace PackageWall.Server.Metrics;

/// <summary>Tells from a path below a feed's mount what is asked for: for counting, never for deciding.</summary>
internal static class RequestKinds
{
    public static RequestKind Of(Ecosystem ecosystem, ReadOnlySpan<char> path) => ecosystem switch
    {
        Ecosystem.Npm when path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) => RequestKind.Artifact,
        Ecosystem.Npm when path.StartsWith("-/", StringComparison.Ordinal) && !path.StartsWith("-/package/", StringComparison.Ordinal) => RequestKind.Other,
        Ecosystem.Npm => RequestKind.Document,
        Ecosystem.PyPi when path.EndsWith(".metadata", StringComparison.Ordinal) || path.StartsWith("simple/", StringComparison.Ordinal) => RequestKind.Document,
        Ecosystem.PyPi when path.StartsWith("files/", StringComparison.Ordinal) => RequestKind.Artifact,
        Ecosystem.NuGet when path.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase) => RequestKind.Artifact,
        Ecosystem.NuGet when path.StartsWith("flat/", StringComparison.Ordinal) || path.StartsWith("reg/", StringComparison.Ordinal) => RequestKind.Document,
        _ => RequestKind.Other,
    };
}
