namespace PackageWall.Packages;

/// <summary>Package URLs (purl specification): one line that names a package or a version in any ecosystem.</summary>
public static class PackageUrl
{
    /// <summary><c>pkg:npm/%40scope/name@1.0.0</c>: the form that advisories, SBOMs and PackageWall's own records use.</summary>
    public static string For(PackageName name, PackageVersion? version = null)
    {
        string path = string.Join('/', name.Value.Split('/').Select(Uri.EscapeDataString));
        return $"pkg:{name.Ecosystem.Name()}/{path}{(version is null ? "" : "@" + Uri.EscapeDataString(version.Value))}";
    }
}
