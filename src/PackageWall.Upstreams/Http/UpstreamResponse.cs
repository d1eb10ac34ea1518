using System.Net;

namespace PackageWall.Upstreams.Http;

/// <summary>An answer of a registry after redirects and retries, or the reason why there is none. Dispose it.</summary>
internal sealed class UpstreamResponse : IDisposable
{
    private readonly HttpResponseMessage? _message;

    public UpstreamResponse(HttpResponseMessage message, Uri url) => (_message, Url) = (message, url);

    public UpstreamResponse(string failure, TimeSpan retryAfter, Uri url) => (Failure, RetryAfter, Url) = (failure, retryAfter, url);

    /// <summary>Why there is no answer that can be used, in words for the operator; null when there is one.</summary>
    public string? Failure { get; }

    public TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Where the answer came from, after redirects.</summary>
    public Uri Url { get; }

    public HttpStatusCode Status => Message.StatusCode;

    public HttpResponseMessage Message => _message ?? throw new InvalidOperationException("There is no answer: " + Failure);

    public void Dispose() => _message?.Dispose();
}
