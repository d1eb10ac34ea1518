using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Twins;

namespace PackageWall.Inspection.Changes;

/// <summary>
/// Compares the files of one version with each other: wheels for different machines, and a wheel with the source distribution. They come
/// from one source, so they do the same when they are imported.
/// </summary>
public static class ReleaseTwins
{
    /// <summary>
    /// What the one does by itself and the other does not, in coarse words (<c>network</c>, <c>start programs</c>, <c>read.secret.ssh</c>), sorted.
    /// Only what runs at startup and on import: a source distribution runs its build besides.
    /// </summary>
    public static IReadOnlyList<string> Differences(PackageProfile one, PackageProfile other)
    {
        HashSet<string> there = Of(other);
        return [.. Of(one).Where(capability => !there.Contains(capability)).Order(StringComparer.Ordinal)];
    }

    private static HashSet<string> Of(PackageProfile profile)
    {
        HashSet<string> capabilities = new(StringComparer.Ordinal);
        foreach (string capability in profile.Capabilities)
        {
            int space = capability.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0 && Enum.TryParse(capability[..space], ignoreCase: true, out Context context)
                && context is Context.Startup or Context.Import && Capabilities.KeyOf(capability[(space + 1)..]) is { } key)
            {
                capabilities.Add(key);
            }
        }

        return capabilities;
    }
}
