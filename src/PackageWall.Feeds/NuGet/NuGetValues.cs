using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>Single values of NuGet documents.</summary>
internal static class NuGetValues
{
    /// <summary>An absolute http or https URL without user, resolved against the document; null when it is none.</summary>
    public static Uri? Url(Uri document, string? text) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= 4096 && Uri.TryCreate(document, text, out Uri? url) && url.IsAbsoluteUri
            && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Host.Length > 0
            ? url
            : null;

    /// <summary>Whether a text names a package.</summary>
    public static bool Names(string? text, PackageName id) => PackageName.TryParse(Ecosystem.NuGet, text, out PackageName? name) && name == id;
}
