using System.Collections.Concurrent;
using PackageWall.Feeds.PyPi;

namespace PackageWall.Server.Endpoints.PyPi;

/// <summary>
/// Which form a request wants. A client sends the same header each time and there are few clients, so that what a header means is
/// found out once; a bounded number of them is remembered, because anybody may send any.
/// </summary>
internal sealed class SimpleFormatChoices
{
    private const int MaxHeaders = 64;
    private const int MaxLength = 512;

    private readonly ConcurrentDictionary<string, SimpleFormat> _known = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The best form for a request.</summary>
    public SimpleFormat Choose(HttpRequest request)
    {
        string? accept = request.Headers.Accept;
        if (request.QueryString.HasValue || accept is null || accept.Length > MaxLength)
        {
            return SimpleAccept.Choose(accept, request.Query["format"]);
        }

        if (!_known.TryGetValue(accept, out SimpleFormat format))
        {
            format = SimpleAccept.Choose(accept, null);

            // Counted here: counting a concurrent dictionary locks all of it.
            if (Volatile.Read(ref _count) < MaxHeaders && _known.TryAdd(accept, format))
            {
                Interlocked.Increment(ref _count);
            }
        }

        return format;
    }
}
