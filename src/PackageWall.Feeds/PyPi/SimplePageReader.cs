using System.Text;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.PyPi;

/// <summary>
/// Reads project pages of simple indexes: JSON (PEP 691 and 700) and HTML (PEP 503, 592, 629, 658 and 714). The result has the same
/// shape for both. A page that is not certainly a project page is a failure: an error page must never look like a project without files.
/// </summary>
public static class SimplePageReader
{
    /// <summary>Reads a page.</summary>
    /// <param name="bytes">The body, decompressed.</param>
    /// <param name="contentType">The <c>Content-Type</c> of the answer.</param>
    /// <param name="project">The project that was asked for.</param>
    /// <param name="pageUrl">Where the page came from, after redirects: relative URLs start here.</param>
    public static SimplePageReading Read(ReadOnlyMemory<byte> bytes, string? contentType, PackageName project, Uri pageUrl)
    {
        SimpleFormat format = SimpleFormats.FromContentType(contentType);
        return format switch
        {
            SimpleFormat.Json => SimpleJsonPage.Read(bytes, project, pageUrl),
            SimpleFormat.Html or SimpleFormat.LegacyHtml when IsUtf8(contentType!) =>
                SimpleHtmlPage.Read(Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF'), format, project, pageUrl),
            SimpleFormat.Html or SimpleFormat.LegacyHtml => new SimplePageReading.Failure("the page is in another encoding than UTF-8"),
            _ => new SimplePageReading.Failure("the answer is no simple index page: unknown content type"),
        };
    }

    /// <summary>Groups files into versions; a file name that the page states twice in different ways is left out, because clients would differ in which they take.</summary>
    internal static SimplePage Assemble(PackageName project, List<PyPiFile> files, int unreadable, SimpleFormat format)
    {
        var kept = new List<PyPiFile>(files.Count);
        foreach (var named in files.GroupBy(file => file.FileName, StringComparer.Ordinal))
        {
            PyPiFile first = named.First();
            if (named.Skip(1).All(other => SaysTheSame(first, other)))
            {
                kept.Add(first);
            }
            else
            {
                unreadable += named.Count();
            }
        }

        var versions = new List<UpstreamVersion>();
        foreach (var group in kept.GroupBy(file => file.Version))
        {
            versions.Add(new UpstreamVersion(group.Key, group.First().Name.VersionSpelling, [.. group.Select(file => file.ToArtifact())])
            {
                PublishedAt = group.All(file => file.UploadedAt is not null) ? group.Max(file => file.UploadedAt) : null,
                IsYanked = group.All(file => file.IsYanked),
            });
        }

        return new SimplePage(new UpstreamPackage(project, versions) { Unreadable = unreadable }, kept) { Format = format };
    }

    private static bool SaysTheSame(PyPiFile left, PyPiFile right) =>
        left.Hashes.SequenceEqual(right.Hashes)
        && left.Url == right.Url
        && left with { Hashes = right.Hashes, Url = right.Url } == right;

    // Python's clients decode by the charset of the header; one that is not ASCII-compatible would show them another page than ours.
    private static bool IsUtf8(string contentType)
    {
        int charset = contentType.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        return charset < 0
            || contentType[(charset + 8)..].Split(';')[0].Trim(' ', '"', '\'').ToLowerInvariant() is "utf-8" or "utf8" or "us-ascii" or "iso-8859-1";
    }
}
