using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>Our addresses, below the mount; <see cref="NuGetRequestPath"/> reads them back.</summary>
internal static class NuGetUrls
{
    public static string Flat(Uri mount) => mount.AbsoluteUri + "flat/";

    public static string Registrations(Uri mount) => mount.AbsoluteUri + "reg/";

    public static string Search(Uri mount) => mount.AbsoluteUri + "query";

    public static string Autocomplete(Uri mount) => mount.AbsoluteUri + "autocomplete";

    public static string VulnerabilityIndex(Uri mount) => mount.AbsoluteUri + "vuln/index.json";

    public static string VulnerabilityPage(Uri mount, string page) => $"{mount.AbsoluteUri}vuln/{page}.json";

    public static string Package(Uri mount, PackageName id, PackageVersion version) => Flat(mount) + PackagePath(id, version);

    public static string RegistrationIndex(Uri mount, PackageName id) => $"{Registrations(mount)}{Escape(id.Value)}/index.json";

    public static string RegistrationPage(Uri mount, PackageName id, PackageVersion lower, PackageVersion upper) =>
        $"{Registrations(mount)}{Escape(id.Value)}/page/{Escape(lower.Value)}/{Escape(upper.Value)}.json";

    public static string RegistrationLeaf(Uri mount, PackageName id, PackageVersion version) =>
        $"{Registrations(mount)}{Escape(id.Value)}/{Escape(version.Value)}.json";

    /// <summary><c>{id}/{version}/{id}.{version}.nupkg</c>, the same below every package base address.</summary>
    public static string PackagePath(PackageName id, PackageVersion version) =>
        $"{Escape(id.Value)}/{Escape(version.Value)}/{Escape(FileName(id, version))}";

    public static string FileName(PackageName id, PackageVersion version) => $"{id.Value}.{version.Value}.nupkg";

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
