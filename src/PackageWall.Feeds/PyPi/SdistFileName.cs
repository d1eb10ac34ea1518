using System.Diagnostics.CodeAnalysis;
using PackageWall.Packages;

namespace PackageWall.Feeds.PyPi;

/// <summary>
/// <c>{name}-{version}.tar.gz</c> as PEP 625 writes it, and the older spellings with hyphens and dots in the name, <c>.tgz</c> and
/// <c>.zip</c>. Only with the project known can such a name be split: the name is the part that normalises to the project.
/// </summary>
/// <param name="Project">Normalised.</param>
/// <param name="Version">Normalised.</param>
/// <param name="VersionSpelling">As the name spells it.</param>
public sealed record SdistFileName(PackageName Project, PackageVersion Version, string VersionSpelling)
{
    private static readonly string[] Extensions = [".tar.gz", ".tgz", ".zip"];

    /// <summary>Reads a source distribution's name; false when it is none of this project.</summary>
    public static bool TryParse(string? fileName, PackageName project, [NotNullWhen(true)] out SdistFileName? sdist) =>
        TryParse(fileName, project, new PageVersions(), out sdist);

    internal static bool TryParse(string? fileName, PackageName project, PageVersions versions, [NotNullWhen(true)] out SdistFileName? sdist)
    {
        sdist = null;
        if (!DistributionFileName.IsPlain(fileName) || Array.Find(Extensions, end => fileName.EndsWith(end, StringComparison.Ordinal)) is not { } extension)
        {
            return false;
        }

        // A prefix that normalises to the project ends before the only hyphen that can be the separator: a longer one would
        // add a word to the name, a shorter one would lack one. So the first that fits is the only one.
        string stem = fileName[..^extension.Length];
        for (int dash = stem.IndexOf('-', StringComparison.Ordinal); dash > 0; dash = stem.IndexOf('-', dash + 1))
        {
            if (PackageName.TryParse(Ecosystem.PyPi, stem[..dash], out PackageName? name) && name == project)
            {
                string spelling = stem[(dash + 1)..];
                if (versions.TryParse(spelling, out PackageVersion? version))
                {
                    sdist = new SdistFileName(project, version, spelling);
                }

                return sdist is not null;
            }
        }

        return false;
    }
}
