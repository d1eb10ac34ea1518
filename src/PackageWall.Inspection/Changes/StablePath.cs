namespace PackageWall.Inspection.Changes;

/// <summary>
/// A path without the version that some ecosystems write into folder names, so that the same file has the same path in two versions:
/// <c>pkg-1.0.dist-info/RECORD</c> becomes <c>*.dist-info/RECORD</c>.
/// </summary>
internal static class StablePath
{
    private static readonly string[] Versioned = [".dist-info", ".data", ".egg-info"];

    /// <summary>The path to compare by.</summary>
    public static string Of(string path)
    {
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return path;
        }

        string top = path[..slash];
        string? ending = Versioned.FirstOrDefault(suffix => top.EndsWith(suffix, StringComparison.Ordinal));
        return ending is null ? path : $"*{ending}{path[slash..]}";
    }
}
