using System.Net.Http.Headers;
using System.Text;

namespace PackageWall.Upstreams.Http;

/// <summary>What a feed shows its upstream to be let in. Never printed.</summary>
internal sealed class UpstreamCredential
{
    private UpstreamCredential(AuthenticationHeaderValue header) => Header = header;

    public AuthenticationHeaderValue Header { get; }

    /// <summary>From the value of the environment variable that the feed names; null when there is none.</summary>
    public static UpstreamCredential? From(string scheme, string? secret) => string.IsNullOrEmpty(secret)
        ? null
        : new UpstreamCredential(scheme == "basic"
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)))
            : new AuthenticationHeaderValue("Bearer", secret));

    public override string ToString() => "(secret)";
}
