using System.Net;

namespace PackageWall.Server.Tests.Endpoints;

/// <summary>Many clients that ask for one large document at once, and what that costs this process in memory.</summary>
internal static class Crowd
{
    public const int Clients = 50;

    /// <summary>Asks, reads every answer to its end and keeps none.</summary>
    /// <param name="http">Through which to ask.</param>
    /// <param name="url">For what.</param>
    /// <param name="headers">As <c>Name: value</c>.</param>
    /// <returns>The length of the answers, all the same, and the growth of the working set at its peak and all that was allocated meanwhile, in bytes.</returns>
    public static async Task<(long Length, long Growth, long Allocated)> AskAsync(HttpClient http, Uri url, params string[] headers)
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        long allocated = GC.GetTotalAllocatedBytes();
        long before = Environment.WorkingSet;
        long peak = before;
        int answered = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        long[] lengths = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            foreach (string header in headers)
            {
                int colon = header.IndexOf(':', StringComparison.Ordinal);
                request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim()).ShouldBeTrue();
            }

            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);

            // Nobody reads before everybody has been answered: what a server holds for clients that are slow counts.
            if (Interlocked.Increment(ref answered) == Clients)
            {
                all.SetResult();
            }

            await all.Task.WaitAsync(TimeSpan.FromMinutes(2));
            Raise(ref peak, Environment.WorkingSet);
            await using Stream body = await response.Content.ReadAsStreamAsync();
            byte[] buffer = new byte[64 << 10];
            long length = 0;
            for (int read; (read = await body.ReadAsync(buffer)) > 0; length += read)
            {
            }

            Raise(ref peak, Environment.WorkingSet);
            return length;
        }));
        return (lengths.Distinct().ShouldHaveSingleItem(), peak - before, GC.GetTotalAllocatedBytes() - allocated);
    }

    private static void Raise(ref long target, long value)
    {
        long seen = Interlocked.Read(ref target);
        while (value > seen)
        {
            long was = Interlocked.CompareExchange(ref target, value, seen);
            if (was == seen)
            {
                return;
            }

            seen = was;
        }
    }
}
