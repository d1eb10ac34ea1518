using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using PackageWall.Core.Documents;
using PackageWall.Feeds.Documents;

namespace PackageWall.Upstreams.Http;

/// <summary>
/// Streams an artifact to where it is wanted, hashing as it passes. A download that breaks off goes on where it stopped when the
/// upstream can do that; what does not match what was promised is told with both hashes.
/// </summary>
internal sealed class ArtifactDownload(UpstreamClient client, long limit, TimeProvider time)
{
    private const int Tries = 4;
    private const int Piece = 128 << 10;

    public async Task<DownloadAnswer> RunAsync(UpstreamArtifact artifact, Stream destination, CancellationToken cancellation)
    {
        Dictionary<string, IncrementalHash> hashes = Hashes(artifact);
        try
        {
            long length = 0;
            string? why = null;
            for (int attempt = 0; attempt < Tries; attempt++)
            {
                using UpstreamResponse response =
                    await client.GetArtifactAsync(new UpstreamRequest(artifact.Url) { RangeFrom = length }, cancellation).ConfigureAwait(false);
                if (response.Failure is not null)
                {
                    return new DownloadAnswer.Unavailable(response.Failure, response.RetryAfter);
                }

                if (Unusable(response, length) is { } answer)
                {
                    return answer;
                }

                (long read, bool complete) = await CopyAsync(response, destination, hashes.Values, limit - length, cancellation).ConfigureAwait(false);
                length += read;
                if (length > limit)
                {
                    return new DownloadAnswer.TooLarge(limit);
                }

                if (complete)
                {
                    return Verify(artifact, length, hashes);
                }

                why = $"{response.Url.Host} broke the download off after {length} bytes";
            }

            return new DownloadAnswer.Unavailable(why!, TimeSpan.FromSeconds(30));
        }
        finally
        {
            foreach (IncrementalHash hash in hashes.Values)
            {
                hash.Dispose();
            }
        }
    }

    private static DownloadAnswer? Unusable(UpstreamResponse response, long length) => response.Status switch
    {
        HttpStatusCode.OK when length == 0 => response.Message.Content.Headers.ContentEncoding.Count == 0
            ? null
            : new DownloadAnswer.Unavailable($"{response.Url.Host} re-encodes artifacts ({string.Join(",", response.Message.Content.Headers.ContentEncoding)})", TimeSpan.FromMinutes(1)),
        HttpStatusCode.PartialContent when length > 0 && response.Message.Content.Headers.ContentRange?.From == length => null,
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new DownloadAnswer.Missing(),
        HttpStatusCode.OK => new DownloadAnswer.Unavailable($"{response.Url.Host} broke the download off and cannot go on in the middle", TimeSpan.FromSeconds(30)),
        var status => new DownloadAnswer.Unavailable($"{response.Url.Host} answers {(int)status} for the artifact", TimeSpan.FromMinutes(1)),
    };

    private async Task<(long Read, bool Complete)> CopyAsync(
        UpstreamResponse response,
        Stream destination,
        ICollection<IncrementalHash> hashes,
        long room,
        CancellationToken cancellation)
    {
        long total = 0;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            using var idle = new CancellationTokenSource(BodyReader.IdleTime, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, idle.Token);
            await using Stream body = await response.Message.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            while (true)
            {
                (int filled, bool? complete) = await FillAsync(body, buffer, idle, either.Token, cancellation).ConfigureAwait(false);
                total += filled;
                if (total > room)
                {
                    return (total, true);
                }

                // A failure to write is this machine's and must not look like the upstream's: it ends the intake.
                foreach (IncrementalHash hash in hashes)
                {
                    hash.AppendData(buffer, 0, filled);
                }

                await destination.WriteAsync(buffer.AsMemory(0, filled), cancellation).ConfigureAwait(false);
                if (complete is { } isWhole)
                {
                    return (total, isWhole);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Fills the buffer, because a connection gives a few kilobytes at a time and each piece costs calls of every hash and of the system.
    // Complete is null while more may come, and false when the upstream broke off: what came before is kept all the same.
    private static async Task<(int Filled, bool? Complete)> FillAsync(
        Stream body, byte[] buffer, CancellationTokenSource idle, CancellationToken either, CancellationToken cancellation)
    {
        int filled = 0;
        try
        {
            while (filled < buffer.Length)
            {
                idle.CancelAfter(BodyReader.IdleTime);
                int read = await body.ReadAsync(buffer.AsMemory(filled), either).ConfigureAwait(false);
                if (read == 0)
                {
                    return (filled, true);
                }

                filled += read;
            }

            return (filled, null);
        }
        catch (Exception failure) when (UpstreamClient.IsNetwork(failure) && !cancellation.IsCancellationRequested)
        {
            return (filled, false);
        }
    }

    // Every stated hash must match. One that cannot be computed here (blake2b) is passed over as long as another one holds the bytes.
    private static DownloadAnswer Verify(UpstreamArtifact artifact, long length, Dictionary<string, IncrementalHash> hashes)
    {
        if (artifact.Hashes.Count > 0 && hashes.Count == 0)
        {
            string names = string.Join(", ", artifact.Hashes.Select(hash => hash.Algorithm).Distinct());
            return new DownloadAnswer.Mismatch($"the upstream promises only {names}, which cannot be checked here");
        }

        foreach (ArtifactHash stated in artifact.Hashes)
        {
            if (!hashes.TryGetValue(stated.Algorithm, out IncrementalHash? hash))
            {
                continue;
            }

            string computed = Convert.ToHexStringLower(hash.GetCurrentHash());
            if (!computed.Equals(stated.Hex, StringComparison.OrdinalIgnoreCase))
            {
                return new DownloadAnswer.Mismatch($"the upstream promises {stated.Algorithm} {stated.Hex} and serves {computed}");
            }
        }

        return artifact.Size is { } size && size != length
            ? new DownloadAnswer.Mismatch($"the upstream promises {size} bytes and serves {length}")
            : new DownloadAnswer.Verified();
    }

    // MD5 and SHA-1 prove nothing against an attacker, but an upstream that states them and serves other bytes is broken or worse.
#pragma warning disable CA5350, CA5351
    private static Dictionary<string, IncrementalHash> Hashes(UpstreamArtifact artifact)
    {
        var hashes = new Dictionary<string, IncrementalHash>(StringComparer.Ordinal);
        foreach (string algorithm in artifact.Hashes.Select(hash => hash.Algorithm).Distinct())
        {
            HashAlgorithmName? name = algorithm switch
            {
                "sha512" => HashAlgorithmName.SHA512,
                "sha384" => HashAlgorithmName.SHA384,
                "sha256" => HashAlgorithmName.SHA256,
                "sha1" => HashAlgorithmName.SHA1,
                "md5" => HashAlgorithmName.MD5,
                _ => null,
            };
            if (name is { } known)
            {
                hashes[algorithm] = IncrementalHash.CreateHash(known);
            }
        }

        return hashes;
    }
#pragma warning restore CA5350, CA5351
}
