using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace PackageWall.Upstreams.Http;

/// <summary>
/// Speaks HTTP with one feed's upstream: time-outs, retries with jitter, redirects followed here (within the allowed hosts, without
/// credentials elsewhere, never from https to http), a bound on connections per host. Nothing of a client's request is passed on.
/// </summary>
internal sealed class UpstreamClient : IDisposable
{
    private const int MaxRedirects = 5;
    private const int Tries = 3;
    private static readonly TimeSpan AwayFor = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HeaderTime = TimeSpan.FromSeconds(30);
    private static readonly ProductInfoHeaderValue Agent = new("PackageWall", typeof(UpstreamClient).Assembly.GetName().Version?.ToString(3));

    private readonly ConcurrentDictionary<string, DateTimeOffset> _away = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpMessageInvoker _client;
    private readonly UpstreamHosts _hosts;
    private readonly UpstreamCredential? _credential;
    private readonly TimeProvider _time;
    private readonly Random _jitter;
    private readonly Action<int?, TimeSpan>? _answered;

    public UpstreamClient(
        UpstreamHosts hosts,
        UpstreamCredential? credential,
        TimeProvider time,
        Random jitter,
        Action<int?, TimeSpan>? answered = null,
        UpstreamConnector? connector = null)
    {
        (_hosts, _credential, _time, _jitter, _answered) = (hosts, credential, time, jitter, answered);
        _client = Create(connector);
    }

    /// <summary>Documents may come compressed.</summary>
    public async Task<UpstreamResponse> GetDocumentAsync(UpstreamRequest request, CancellationToken cancellation)
    {
        UpstreamResponse response = await SendAsync(request, DecodedContent.Encodings, cancellation).ConfigureAwait(false);
        if (response.Failure is null)
        {
            DecodedContent.Apply(response.Message);
        }

        return response;
    }

    /// <summary>Artifacts must not: a .tgz that is decompressed on the way has another hash.</summary>
    public Task<UpstreamResponse> GetArtifactAsync(UpstreamRequest request, CancellationToken cancellation) => SendAsync(request, encodings: null, cancellation);

    /// <summary>
    /// Whether the host could not be reached a moment ago. Who has a copy need not wait for it again: a host that drops packets takes
    /// its time for each of them.
    /// </summary>
    public bool IsAway(Uri url) => _away.TryGetValue(url.Authority, out DateTimeOffset since) && _time.GetUtcNow() - since < AwayFor;

    public void Dispose()
    {
        _client.Dispose();
    }

    // Without HttpClient, whose time-outs are ours here, and without trace headers, which are nothing to tell the outside: with each artifact
    // both were measured.
    private static HttpMessageInvoker Create(UpstreamConnector? connector) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = connector is null,
        ConnectCallback = connector is null ? null : new(connector),
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = 64,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
    });

    private async Task<UpstreamResponse> SendAsync(UpstreamRequest request, string? encodings, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            UpstreamResponse response = await FollowAsync(request, encodings, cancellation).ConfigureAwait(false);
            bool again = response.Failure is not null || IsPassing(response.Status);
            if (!again || attempt == Tries)
            {
                return response.Failure is null && IsPassing(response.Status) ? Failed(response) : response;
            }

            response.Dispose();
            double seconds = Math.Pow(2, attempt - 1) * (0.25 + (_jitter.NextDouble() * 0.25));
            await Task.Delay(TimeSpan.FromSeconds(seconds), _time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<UpstreamResponse> FollowAsync(UpstreamRequest request, string? encodings, CancellationToken cancellation)
    {
        Uri url = request.Url;
        for (int redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            if (_hosts.Refuse(url) is { } refusal)
            {
                return new UpstreamResponse($"it may not be fetched from {url.GetLeftPart(UriPartial.Path)}: {refusal}", TimeSpan.FromMinutes(5), url);
            }

            HttpResponseMessage message;
            long started = _time.GetTimestamp();
            try
            {
                using HttpRequestMessage sent = Message(request, encodings, url);
                using var late = new CancellationTokenSource(HeaderTime, _time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
                message = await _client.SendAsync(sent, either.Token).ConfigureAwait(false);
            }
            catch (Exception failure) when (IsNetwork(failure) && !cancellation.IsCancellationRequested)
            {
                _away[url.Authority] = _time.GetUtcNow();
                _answered?.Invoke(null, _time.GetElapsedTime(started));
                return new UpstreamResponse($"{url.Host} could not be reached ({Word(failure)})", TimeSpan.FromSeconds(30), url);
            }

            _away.TryRemove(url.Authority, out _);
            _answered?.Invoke((int)message.StatusCode, _time.GetElapsedTime(started));
            if (message.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect) || message.Headers.Location is not { } location)
            {
                return new UpstreamResponse(message, url);
            }

            message.Dispose();
            url = new Uri(url, location);
        }

        return new UpstreamResponse($"{request.Url.Host} redirects more than {MaxRedirects} times", TimeSpan.FromMinutes(1), url);
    }

    private HttpRequestMessage Message(UpstreamRequest request, string? encodings, Uri url)
    {
        var message = new HttpRequestMessage(request.Body is null ? HttpMethod.Get : HttpMethod.Post, url);
        message.Headers.UserAgent.Add(Agent);
        if (request.Accept is not null)
        {
            message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        }

        if (encodings is not null)
        {
            message.Headers.TryAddWithoutValidation("Accept-Encoding", encodings);
        }

        if (request.IfNoneMatch is not null)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", request.IfNoneMatch);
        }

        if (request.IfModifiedSince is not null)
        {
            message.Headers.TryAddWithoutValidation("If-Modified-Since", request.IfModifiedSince);
        }

        if (request.RangeFrom > 0)
        {
            message.Headers.Range = new RangeHeaderValue(request.RangeFrom, null);
        }

        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.BodyType);
        }

        if (_credential is not null && _hosts.IsOwn(url))
        {
            message.Headers.Authorization = _credential.Header;
        }

        return message;
    }

    private static UpstreamResponse Failed(UpstreamResponse response)
    {
        TimeSpan? delay = response.Message.Headers.RetryAfter?.Delta;
        TimeSpan retryAfter = delay is { } asked && asked > TimeSpan.Zero && asked < TimeSpan.FromMinutes(10) ? asked : TimeSpan.FromSeconds(30);
        var failed = new UpstreamResponse($"{response.Url.Host} answers {(int)response.Status}", retryAfter, response.Url);
        response.Dispose();
        return failed;
    }

    private static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    internal static bool IsNetwork(Exception failure) => failure is HttpRequestException or IOException or SocketException or OperationCanceledException;

    internal static string Word(Exception failure) => failure switch
    {
        OperationCanceledException => "no answer in time",
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => http.HttpRequestError.ToString(),
        _ => failure.GetType().Name,
    };
}
