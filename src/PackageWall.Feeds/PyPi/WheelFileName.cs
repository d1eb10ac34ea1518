using System.Diagnostics.CodeAnalysis;
using PackageWall.Packages;

namespace PackageWall.Feeds.PyPi;

/// <summary>
/// <c>{distribution}-{version}(-{build})?-{python}-{abi}-{platform}.whl</c> (packaging.python.org, "Binary distribution format",
/// file name convention).
/// </summary>
/// <param name="Project">Normalised.</param>
/// <param name="Version">Normalised.</param>
/// <param name="VersionSpelling">As the name spells it.</param>
/// <param name="Build">Build tag, or null.</param>
/// <param name="Tags">Python, ABI and platform tags joined by hyphens.</param>
public sealed record WheelFileName(PackageName Project, PackageVersion Version, string VersionSpelling, string? Build, string Tags)
{
    private const string Extension = ".whl";

    /// <summary>Reads a wheel's name; false when it is none.</summary>
    public static bool TryParse(string? fileName, [NotNullWhen(true)] out WheelFileName? wheel) => TryParse(fileName, new PageVersions(), out wheel);

    internal static bool TryParse(string? fileName, PageVersions versions, [NotNullWhen(true)] out WheelFileName? wheel)
    {
        wheel = null;
        if (!DistributionFileName.IsPlain(fileName) || !fileName.EndsWith(Extension, StringComparison.Ordinal))
        {
            return false;
        }

        string[] parts = fileName[..^Extension.Length].Split('-');
        if (parts.Length is not (5 or 6) || Array.Exists(parts, part => part.Length == 0))
        {
            return false;
        }

        // The build tag begins with a digit; without this rule a version with a hyphen could be read as two parts.
        string? build = parts.Length == 6 ? parts[2] : null;
        if (build is not null && !char.IsAsciiDigit(build[0]))
        {
            return false;
        }

        if (!PackageName.TryParse(Ecosystem.PyPi, parts[0], out PackageName? project) || !TryVersion(parts[1], versions, out PackageVersion? version))
        {
            return false;
        }

        wheel = new WheelFileName(project, version, parts[1], build, string.Join('-', parts[^3..]));
        return true;
    }

    // Old tools wrote an underscore where the version has a hyphen: 1.0_1 is 1.0-1, which is 1.0.post1.
    private static bool TryVersion(string text, PageVersions versions, [NotNullWhen(true)] out PackageVersion? version) =>
        versions.TryParse(text, out version) || versions.TryParse(text.Replace('_', '-'), out version);
}
