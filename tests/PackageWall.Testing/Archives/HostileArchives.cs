namespace PackageWall.Testing.Archives;

/// <summary>
/// Inert archives that unpackers read differently or that no honest tool writes. What they hide is a file that says <c>hidden</c>.
/// </summary>
public static class HostileArchives
{
    /// <summary>Text of the file that every reader sees.</summary>
    public const string Seen = "{\"name\":\"seen\",\"version\":\"1.0.0\"}";

    /// <summary>Text of the file that only some readers see.</summary>
    public const string Hidden = "hidden";

    private static readonly Lazy<IReadOnlyList<HostileArchive>> Made = new(() =>
        [.. HostileGzips.All(), .. HostileTars.All(), .. HostilePaxes.All(), .. HostileZips.All(), .. HostileZipStructures.All(), .. HostileNames.All()]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostileArchive> All() => Made.Value;
}
