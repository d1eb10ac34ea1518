using System.Globalization;
using System.Net;
using System.Text;
using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.PyPi;

/// <summary>Project pages as HTML: one anchor for each file and none else, because installers take every anchor for a file.</summary>
internal static class SimpleHtmlWriter
{
    // What pip and uv verify from a fragment, strongest first; md5 only where an old index has nothing better.
    private static readonly string[] FragmentHashes = ["sha256", "sha512", "sha384", "sha224", "sha1", "md5"];

    public static byte[] Write(ShownPage shown)
    {
        SimplePage page = shown.Source;
        IReadOnlyList<ShownFile> files = shown.Files;
        string name = page.Name.Value;
        var html = new StringBuilder(512 + (files.Count * 384));
        html.Append("<!DOCTYPE html>\n<html>\n  <head>\n    <meta charset=\"utf-8\">\n    <meta name=\"pypi:repository-version\" content=\"1.0\">\n");
        if (page.ProjectStatus is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"    <meta name=\"pypi:project-status\" content=\"{Escape(page.ProjectStatus)}\">\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"    <title>Links for {name}</title>\n  </head>\n  <body>\n    <h1>Links for {name}</h1>\n");
        if (!page.StatesDates)
        {
            html.Append("    <!-- PackageWall: clock first-seen, because the upstream states no upload dates -->\n");
        }

        foreach (string notice in shown.Notices)
        {
            html.Append(CultureInfo.InvariantCulture, $"    <p>{Escape(notice)}</p>\n");
        }

        foreach (ShownFile file in files)
        {
            WriteAnchor(html, file);
        }

        html.Append("  </body>\n</html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static void WriteAnchor(StringBuilder html, ShownFile shown)
    {
        PyPiFile file = shown.File;
        ArtifactHash? hash = FragmentHashes.Select(name => file.Hashes.FirstOrDefault(hash => hash.Algorithm == name)).FirstOrDefault(found => found is not null);
        html.Append("    <a href=\"").Append(Escape(shown.Url));
        if (hash is not null)
        {
            html.Append('#').Append(hash.Algorithm).Append('=').Append(hash.Hex);
        }

        html.Append('"');
        if (file.RequiresPython is not null)
        {
            html.Append(" data-requires-python=\"").Append(Escape(file.RequiresPython)).Append('"');
        }

        if (shown.MetadataSha256 is { } metadata)
        {
            // PEP 714: both names, because installers before it know only the second.
            html.Append(" data-core-metadata=\"sha256=").Append(metadata).Append("\" data-dist-info-metadata=\"sha256=").Append(metadata).Append('"');
        }

        if (shown.IsYanked)
        {
            html.Append(" data-yanked=\"").Append(Escape(shown.YankedReason ?? "")).Append('"');
        }

        html.Append('>').Append(Escape(file.FileName)).Append("</a><br />\n");
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
