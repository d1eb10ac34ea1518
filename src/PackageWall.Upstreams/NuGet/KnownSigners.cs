using PackageWall.Feeds.NuGet;

namespace PackageWall.Upstreams.NuGet;

/// <summary>Pairs of a repository's certificate and a time stamp authority's whose chains were verified to trusted roots.</summary>
/// <remarks>
/// Where a certificate's chain leads is the same for everything it signs; what differs is whether it was valid at the time that is stamped,
/// and that is compared here. So a signature by a known pair needs no chain; that it fits its content, and the content the package, is
/// verified each time.
/// </remarks>
internal sealed class KnownSigners
{
    /// <summary>Registries have a handful; more are somebody's game.</summary>
    private const int MaxPairs = 256;

    /// <summary>An authority's clock is as exact as it says; this is more than any says. What is stamped so near to an end is verified in full.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    private readonly HashSet<(string Signer, string Authority)> _pairs = [];
    private readonly Lock _lock = new();

    /// <summary>Whether the chains of this signature are known to hold.</summary>
    public bool Covers(NuGetSignatureTime time)
    {
        if (time.Timestamp - Margin < time.CertifiedFrom || time.CertifiedTo < time.Timestamp + Margin)
        {
            return false;
        }

        lock (_lock)
        {
            return _pairs.Contains((time.SignerCertificate, time.TimestampCertificate));
        }
    }

    /// <summary>All about this signature was verified, chains and all.</summary>
    public void Verified(NuGetSignatureTime time)
    {
        lock (_lock)
        {
            if (_pairs.Count < MaxPairs)
            {
                _pairs.Add((time.SignerCertificate, time.TimestampCertificate));
            }
        }
    }
}
