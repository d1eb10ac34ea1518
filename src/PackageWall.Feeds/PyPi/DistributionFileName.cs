using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using PackageWall.Packages;

namespace PackageWall.Feeds.PyPi;

/// <summary>The name of a wheel or source distribution, whichever it is.</summary>
/// <param name="FileName">As it stands.</param>
/// <param name="Kind">Wheel or source distribution.</param>
/// <param name="Version">Normalised.</param>
/// <param name="VersionSpelling">As the name spells it.</param>
public sealed record DistributionFileName(string FileName, PyPiFileKind Kind, PackageVersion Version, string VersionSpelling)
{
    private const int MaxLength = 300;

    // Every character of a legal name; none of them means anything to a path, a header, a shell glob or a page.
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._+!");

    // Other kinds that indexes have carried. Installers of today take none of them, so PackageWall leaves them out without alarm.
    private static readonly string[] Retired = [".egg", ".exe", ".msi", ".rpm", ".deb", ".dmg", ".tar.bz2", ".tar.xz", ".tar.z", ".tar", ".tbz", ".txz"];

    /// <summary>Reads the name of a file of a project; false when no installer would take it for one, or it belongs to another project.</summary>
    public static bool TryParse(string? fileName, PackageName project, [NotNullWhen(true)] out DistributionFileName? name) =>
        TryParse(fileName, project, new PageVersions(), out name);

    /// <summary>The same for one of many files of a page.</summary>
    internal static bool TryParse(string? fileName, PackageName project, PageVersions versions, [NotNullWhen(true)] out DistributionFileName? name)
    {
        name = null;
        if (!IsPlain(fileName))
        {
            return false;
        }

        if (WheelFileName.TryParse(fileName, versions, out WheelFileName? wheel))
        {
            name = wheel.Project == project ? new(fileName, PyPiFileKind.Wheel, wheel.Version, wheel.VersionSpelling) : null;
        }
        else if (SdistFileName.TryParse(fileName, project, versions, out SdistFileName? sdist))
        {
            name = new(fileName, PyPiFileKind.Sdist, sdist.Version, sdist.VersionSpelling);
        }

        return name is not null;
    }

    /// <summary>Whether the name is of a kind that indexes carry and that installers no longer take.</summary>
    internal static bool IsRetiredKind(string? fileName) =>
        fileName is not null && Array.Exists(Retired, extension => fileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a file name has a legal length and only legal characters.</summary>
    internal static bool IsPlain([NotNullWhen(true)] string? fileName) =>
        fileName is { Length: > 0 and <= MaxLength } && fileName[0] is not ('.' or '-') && !fileName.AsSpan().ContainsAnyExcept(Allowed);
}
