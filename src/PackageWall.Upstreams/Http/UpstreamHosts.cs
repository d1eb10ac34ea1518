using System.Collections.Concurrent;

namespace PackageWall.Upstreams.Http;

/// <summary>
/// Which hosts a feed may fetch from: its upstream's own origin, and those its definition names. What a document or a redirect says
/// is not enough, or an upstream could make the wall fetch from the inside of the organisation.
/// </summary>
internal sealed class UpstreamHosts(Uri upstream, IReadOnlyList<string> others)
{
    private readonly ConcurrentDictionary<string, bool> _named = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Allows a host that the upstream's own index names as part of itself (NuGet's service index).</summary>
    public void Allow(Uri resource) => _named[resource.IdnHost] = true;

    /// <summary>Null when the address may be fetched, else why not.</summary>
    public string? Refuse(Uri url)
    {
        if (url.Scheme is not ("https" or "http"))
        {
            return $"{url.Scheme} is not a way to fetch packages";
        }

        if (url.Scheme == "http" && upstream.Scheme == "https")
        {
            return "it leads from https to http";
        }

        if (IsOwn(url) || url.IdnHost.Equals(upstream.IdnHost, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return _named.ContainsKey(url.IdnHost) || others.Any(pattern => Matches(pattern, url.IdnHost))
            ? null
            : $"the host {url.IdnHost} is not the upstream's; add it to artifact-hosts if it belongs to it";
    }

    /// <summary>Whether the address has the upstream's own scheme, host and port: only there credentials go.</summary>
    public bool IsOwn(Uri url) => Uri.Compare(url, upstream, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool Matches(string pattern, string host) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}
