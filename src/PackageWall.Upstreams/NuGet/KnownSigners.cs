using PackageWall.Feeds.NuGet;

namespace PackageWall.Upstreams.NuGet;

/// <summary>
/// Pairs of a repository's certificate and a time stamp authority's whose chains were verified to trusted roots, with the span of time
/// for which they were.
/// </summary>
/// <remarks>
/// A certificate is valid from one moment to another, so what was verified at two moments is valid at those between. A signature by a
/// known pair within its span needs no chain; that it fits its content, and the content the package, is verified each time.
/// </remarks>
internal sealed class KnownSigners
{
    /// <summary>Registries have a handful; more are somebody's game.</summary>
    private const int MaxPairs = 256;

    private readonly Dictionary<(string Signer, string Authority), (DateTimeOffset From, DateTimeOffset To)> _pairs = [];
    private readonly Lock _lock = new();

    /// <summary>Whether the chains of this signature are known to hold.</summary>
    public bool Covers(NuGetSignatureTime time)
    {
        lock (_lock)
        {
            return _pairs.TryGetValue((time.SignerCertificate, time.TimestampCertificate), out (DateTimeOffset From, DateTimeOffset To) span)
                && span.From <= time.Timestamp
                && time.Timestamp <= span.To;
        }
    }

    /// <summary>All about this signature was verified, chains and all.</summary>
    public void Verified(NuGetSignatureTime time)
    {
        (string, string) pair = (time.SignerCertificate, time.TimestampCertificate);
        lock (_lock)
        {
            if (_pairs.TryGetValue(pair, out (DateTimeOffset From, DateTimeOffset To) span))
            {
                _pairs[pair] = (span.From < time.Timestamp ? span.From : time.Timestamp, span.To > time.Timestamp ? span.To : time.Timestamp);
            }
            else if (_pairs.Count < MaxPairs)
            {
                _pairs[pair] = (time.Timestamp, time.Timestamp);
            }
        }
    }
}
