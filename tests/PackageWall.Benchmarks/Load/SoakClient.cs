using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace PackageWall.Benchmarks.Load;

/// <summary>Asks as many clients do, and judges each answer: bytes by their SHA-512, refusals by all that they must say.</summary>
internal sealed class SoakClient(HttpClient http, Uri feed, SoakWorld world, ConcurrentQueue<SoakRelease> fresh, SoakTally tally)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, EntityTagHeaderValue> _tags = new(StringComparer.Ordinal);

    /// <summary>One client until the end.</summary>
    public async Task RunAsync(int seed, TimeSpan pause, CancellationToken end)
    {
        var random = new Random(seed);
        while (!end.IsCancellationRequested)
        {
            await AskAsync(random).ConfigureAwait(false);
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause * (random.NextDouble() * 2), CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private Task AskAsync(Random random)
    {
        switch (random.Next(100))
        {
            case < 45:
                return DocumentAsync(Pick(world.Names, random), random);
            case < 85:
                return ArtifactAsync("artifact", Pick(world.Old, random));
            case < 88 when fresh.TryDequeue(out SoakRelease? release):
                return FirstAsync(release, random);
            case < 97:
                return WithheldAsync(Pick(world.Withheld, random));
            default:
                return MissingAsync(random);
        }
    }

    // As an install does: the document, then the file that nobody has asked for before.
    private async Task FirstAsync(SoakRelease release, Random random)
    {
        await DocumentAsync(release.Name, random).ConfigureAwait(false);
        await ArtifactAsync("unseen", release).ConfigureAwait(false);
    }

    private async Task DocumentAsync(string name, Random random)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(feed, name));
        request.Headers.TryAddWithoutValidation("Accept", "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8");
        bool knows = _tags.TryGetValue(name, out EntityTagHeaderValue? tag) && random.Next(2) == 0;
        if (knows)
        {
            request.Headers.IfNoneMatch.Add(tag!);
        }

        bool reads = random.Next(20) == 0;
        await SendAsync("document", request, async response =>
        {
            if (response.StatusCode == HttpStatusCode.NotModified && knows)
            {
                return SoakAnswer.NotModified;
            }

            byte[] bytes = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return SoakAnswer.Error;
            }

            if (response.Headers.ETag is { } current)
            {
                _tags[name] = current;
            }

            return !reads || IsWhole(name, bytes) ? SoakAnswer.Served : SoakAnswer.WrongBytes;
        }).ConfigureAwait(false);
    }

    // Every version that is shown states the hash of the bytes that were published.
    private bool IsWhole(string name, byte[] bytes)
    {
        using JsonDocument document = JsonDocument.Parse(bytes);
        foreach (JsonProperty version in document.RootElement.GetProperty("versions").EnumerateObject())
        {
            string stated = version.Value.GetProperty("dist").GetProperty("integrity").GetString()!;
            SoakRelease release = world.Release(name, version.Name);
            if (stated != "sha512-" + Convert.ToBase64String(release.Sha512))
            {
                return false;
            }
        }

        return true;
    }

    private Task ArtifactAsync(string what, SoakRelease release) =>
        SendAsync(what, new HttpRequestMessage(HttpMethod.Get, new Uri(feed, release.Path)), async response =>
        {
            byte[] bytes = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => SHA512.HashData(bytes).AsSpan().SequenceEqual(release.Sha512) ? SoakAnswer.Served : SoakAnswer.WrongBytes,
                HttpStatusCode.ServiceUnavailable => Pending(response, bytes),
                _ => SoakAnswer.Error,
            };
        });

    private Task WithheldAsync(SoakRelease release) =>
        SendAsync("withheld", new HttpRequestMessage(HttpMethod.Get, new Uri(feed, release.Path)), async response =>
        {
            byte[] bytes = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            return response.StatusCode switch
            {
                HttpStatusCode.Forbidden => IsRefusal(response, bytes) ? SoakAnswer.Refused : SoakAnswer.Error,
                HttpStatusCode.ServiceUnavailable => Pending(response, bytes),
                HttpStatusCode.OK => SoakAnswer.LetThrough,
                _ => SoakAnswer.Error,
            };
        });

    private Task MissingAsync(Random random) =>
        SendAsync("missing", new HttpRequestMessage(HttpMethod.Get, new Uri(feed, string.Create(CultureInfo.InvariantCulture, $"soak-none-{random.Next(200)}"))), async response =>
        {
            await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.NotFound ? SoakAnswer.Missing : SoakAnswer.Error;
        });

    // Promise 4: what, why, and where to look, in the channels that npm prints.
    private static bool IsRefusal(HttpResponseMessage response, byte[] bytes)
    {
        using JsonDocument body = JsonDocument.Parse(bytes);
        return response.Headers.TryGetValues("npm-notice", out IEnumerable<string>? notice)
            && notice.Single().Contains("/why/npm/", StringComparison.Ordinal)
            && response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            && body.RootElement.GetProperty("error").GetString() is { Length: > 0 };
    }

    private static SoakAnswer Pending(HttpResponseMessage response, byte[] bytes)
    {
        using JsonDocument body = JsonDocument.Parse(bytes);
        return response.Headers.RetryAfter?.Delta is not null && body.RootElement.GetProperty("title").GetString()?.EndsWith("pending", StringComparison.Ordinal) == true
            ? SoakAnswer.Pending
            : SoakAnswer.Error;
    }

    private async Task SendAsync(string what, HttpRequestMessage request, Func<HttpResponseMessage, Task<SoakAnswer>> judge)
    {
        using (request)
        {
            long started = Stopwatch.GetTimestamp();
            try
            {
                using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
                SoakAnswer answer = await judge(response).ConfigureAwait(false);
                TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
                string? detail = answer is SoakAnswer.Error or SoakAnswer.WrongBytes or SoakAnswer.LetThrough || elapsed > Slow
                    ? $"{request.RequestUri!.PathAndQuery}: {(int)response.StatusCode} {response.ReasonPhrase}"
                    : null;
                tally.Add(what, answer, elapsed, detail);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or TaskCanceledException or JsonException or KeyNotFoundException or InvalidOperationException)
            {
                tally.Add(what, SoakAnswer.Error, Stopwatch.GetElapsedTime(started), $"{request.RequestUri!.PathAndQuery}: {failure.GetType().Name}: {failure.Message}");
            }
        }
    }

    private static T Pick<T>(T[] from, Random random) => from[random.Next(from.Length)];
}
