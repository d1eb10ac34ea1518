using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.PyPi;

/// <summary>A project page in HTML (PEP 503 with the attributes of PEP 592, 658 and 714).</summary>
internal static class SimpleHtmlPage
{
    private const string VersionMeta = "pypi:repository-version";

    public static SimplePageReading Read(string text, SimpleFormat format, PackageName project, Uri pageUrl)
    {
        SimpleHtml html = SimpleHtml.Read(text);
        if (html.Failure is not null)
        {
            return new SimplePageReading.Failure("the page is cut off or broken: " + html.Failure);
        }

        string? apiVersion = html.Meta.GetValueOrDefault(VersionMeta);
        if (apiVersion is not null && !PageValues.IsVersionOne(apiVersion))
        {
            return new SimplePageReading.Failure("the page names a repository version that we do not know");
        }

        Uri? baseUrl = html.Base is null ? pageUrl : PageValues.Url(pageUrl, html.Base, out _);
        if (baseUrl is null)
        {
            return new SimplePageReading.Failure("the page's base is no web address");
        }

        var files = new List<PyPiFile>(html.Anchors.Count);
        var versions = new PageVersions();
        int unreadable = 0;
        bool names = false;
        foreach (SimpleAnchor anchor in html.Anchors)
        {
            Uri? url = PageValues.Url(baseUrl, anchor["href"], out string fragment);
            string? fileName = url is null ? null : Uri.UnescapeDataString(url.Segments[^1]);
            names |= DistributionFileName.IsRetiredKind(fileName);
            if (url is not null && ReadFile(anchor, fileName!, url, fragment, project, versions) is { } file)
            {
                files.Add(file);
            }
            else
            {
                unreadable++;
            }
        }

        // An error page, a login page or a directory of something else also is HTML with status 200.
        if (files.Count == 0 && !names && apiVersion is null)
        {
            return new SimplePageReading.Failure("the page names no file of the project and does not say that it is a simple index");
        }

        return new SimplePageReading.Read(SimplePageReader.Assemble(project, files, unreadable, format) with
        {
            ApiVersion = apiVersion ?? "1.0",
            ProjectStatus = PageValues.Text(html.Meta.GetValueOrDefault("pypi:project-status")),
            ProjectStatusReason = PageValues.Text(html.Meta.GetValueOrDefault("pypi:project-status-reason")),
        });
    }

    private static PyPiFile? ReadFile(SimpleAnchor anchor, string fileName, Uri url, string fragment, PackageName project, PageVersions versions)
    {
        // The name is the last part of the URL, as pip and uv take it; the anchor's text is for people.
        if (!DistributionFileName.TryParse(fileName, project, versions, out DistributionFileName? name))
        {
            return null;
        }

        var hashes = new List<ArtifactHash>();
        foreach (string part in fragment.Split('&'))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && PageValues.IsHashName(part[..equals]))
            {
                if (PageValues.Hash(part[..equals], part[(equals + 1)..]) is not { } hash)
                {
                    return null;
                }

                hashes.Add(hash);
            }
        }

        string? metadata = anchor["data-core-metadata"] ?? anchor["data-dist-info-metadata"];
        string? yanked = anchor["data-yanked"];
        return new PyPiFile(name, url)
        {
            Hashes = PackedHashes.Of(hashes),
            RequiresPython = PageValues.Text(anchor["data-requires-python"]),
            // PEP 592: the attribute's presence yanks, with or without a value.
            IsYanked = yanked is not null,
            YankedReason = PageValues.Text(yanked),
            HasCoreMetadata = metadata is not null && metadata != "false",
            CoreMetadataSha256 = metadata?.StartsWith("sha256=", StringComparison.OrdinalIgnoreCase) == true ? PageValues.Hash("sha256", metadata[7..])?.Hex : null,
            HasSignature = anchor["data-gpg-sig"] switch { "true" => true, "false" => false, _ => null },
        };
    }
}
