using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PackageWall.Cli.Review;

/// <summary>Speaks the review API of a server.</summary>
internal sealed class ReviewClient : IDisposable
{
    private const int MostErrorText = 400;

    private readonly HttpClient _http;

    public ReviewClient(Uri server, string? token, HttpMessageHandler handler)
    {
        _http = new HttpClient(handler) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (!string.IsNullOrWhiteSpace(token))
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <summary>GET /api/reviews?state=…</summary>
    public Task<ReviewAnswer> ListAsync(string state, CancellationToken cancellation) =>
        AskAsync(new HttpRequestMessage(HttpMethod.Get, $"api/reviews?state={Uri.EscapeDataString(state)}"), isList: true, cancellation);

    /// <summary>GET /api/versions/{feed}/{package}/{version}</summary>
    public Task<ReviewAnswer> ShowAsync(ReviewTarget target, CancellationToken cancellation) =>
        AskAsync(new HttpRequestMessage(HttpMethod.Get, target.Path), isList: false, cancellation);

    /// <summary>POST /api/versions/{feed}/{package}/{version}/{action}</summary>
    public Task<ReviewAnswer> DecideAsync(ReviewTarget target, string action, ReviewDecision decision, CancellationToken cancellation)
    {
        string body = JsonSerializer.Serialize(decision, ReviewJson.Default.ReviewDecision);
        HttpRequestMessage request = new(HttpMethod.Post, $"{target.Path}/{action}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return AskAsync(request, isList: false, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<ReviewAnswer> AskAsync(HttpRequestMessage request, bool isList, CancellationToken cancellation)
    {
        using (request)
        {
            try
            {
                using HttpResponseMessage response = await _http.SendAsync(request, cancellation);
                string body = await response.Content.ReadAsStringAsync(cancellation);
                return response.IsSuccessStatusCode ? Read(body, isList) : new ReviewAnswer.Refused((int)response.StatusCode, ReasonOf(response, body));
            }
            catch (HttpRequestException exception)
            {
                return new ReviewAnswer.Unreachable(exception.Message);
            }
            catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return new ReviewAnswer.Unreachable("no answer within 30 seconds");
            }
        }
    }

    private static ReviewAnswer Read(string body, bool isList)
    {
        if (isList)
        {
            return Parse(body, ReviewJson.Default.ReviewRecordArray) is { } records ? new ReviewAnswer.Told(records, body) : Strange();
        }

        return Parse(body, ReviewJson.Default.ReviewRecord) is { } record ? new ReviewAnswer.Told([record], body) : Strange();

        static ReviewAnswer Strange() => new ReviewAnswer.Unreachable("what answers there is not a PackageWall server");
    }

    private static string ReasonOf(HttpResponseMessage response, string body)
    {
        ReviewError? error = Parse(body, ReviewJson.Default.ReviewError);
        string? said = error?.Error ?? error?.Detail ?? error?.Title;
        return said ?? (body.Length is > 0 and < MostErrorText ? body : response.ReasonPhrase ?? "no reason given");
    }

    private static T? Parse<T>(string body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
