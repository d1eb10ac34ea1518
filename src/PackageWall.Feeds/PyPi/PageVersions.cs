using System.Diagnostics.CodeAnalysis;
using PackageWall.Packages;

namespace PackageWall.Feeds.PyPi;

/// <summary>Versions of one page by their spelling: a version has a file for each Python and platform, and is read and kept once.</summary>
internal sealed class PageVersions
{
    private readonly Dictionary<string, PackageVersion?> _known = new(StringComparer.Ordinal);

    public bool TryParse(string spelling, [NotNullWhen(true)] out PackageVersion? version)
    {
        if (!_known.TryGetValue(spelling, out version))
        {
            _ = PackageVersion.TryParse(Ecosystem.PyPi, spelling, out version);
            _known[spelling] = version;
        }

        return version is not null;
    }
}
