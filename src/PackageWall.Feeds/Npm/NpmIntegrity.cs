using System.Buffers;
using System.Buffers.Text;
using System.Text;
using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.Npm;

/// <summary>What a packument states of a tarball's bytes: <c>dist.integrity</c> (W3C Subresource Integrity) and <c>dist.shasum</c>.</summary>
internal static class NpmIntegrity
{
    // No registry states more; a longer list would only cost.
    private const int MaxHashes = 16;

    private const int Sha512 = 64;
    private const int Sha1 = 20;

    /// <summary>Reads both; false when one of them is there and cannot be read, because what cannot be read cannot be verified.</summary>
    public static bool TryRead(ReadOnlySpan<byte> integrity, ReadOnlySpan<byte> shasum, out IReadOnlyList<ArtifactHash> hashes)
    {
        // Nearly all are of this form and need no text; whatever is not goes the long way.
        Span<byte> sha512 = stackalloc byte[Sha512 + 2];
        Span<byte> sha1 = stackalloc byte[Sha1];
        bool plain = integrity.IsEmpty
            || (integrity.StartsWith("sha512-"u8) && integrity.Length == 95
                && Base64.DecodeFromUtf8(integrity[7..], sha512, out _, out int decoded) == OperationStatus.Done && decoded == Sha512);
        plain &= shasum.IsEmpty
            || (shasum.Length == 2 * Sha1 && Convert.FromHexString(shasum, sha1, out _, out int converted) == OperationStatus.Done && converted == Sha1);
        if (plain)
        {
            hashes = PackedHashes.Of(integrity.IsEmpty ? [] : sha512[..Sha512], shasum.IsEmpty ? [] : sha1);
            return true;
        }

        bool read = TryRead(Encoding.UTF8.GetString(integrity), Encoding.UTF8.GetString(shasum), out List<ArtifactHash> list);
        hashes = PackedHashes.Of(list);
        return read;
    }

    private static bool TryRead(string integrity, string shasum, out List<ArtifactHash> hashes)
    {
        List<ArtifactHash> read = hashes = new(2);
        if (!string.IsNullOrWhiteSpace(integrity))
        {
            foreach (string part in integrity.Split((char[])[' ', '\t', '\r', '\n'], MaxHashes + 1, StringSplitOptions.RemoveEmptyEntries))
            {
                if (read.Count == MaxHashes || Parse(part) is not { } hash)
                {
                    return false;
                }

                Add(read, hash);
            }
        }

        if (!string.IsNullOrEmpty(shasum))
        {
            string hex = shasum.ToLowerInvariant();
            if (hex.Length != 40 || !hex.All(char.IsAsciiHexDigitLower))
            {
                return false;
            }

            Add(read, new ArtifactHash("sha1", hex));
        }

        return true;
    }

    // "sha512-<base64>?options"; options are defined by nobody.
    private static ArtifactHash? Parse(string part)
    {
        int options = part.IndexOf('?', StringComparison.Ordinal);
        string bare = options < 0 ? part : part[..options];
        int dash = bare.IndexOf('-', StringComparison.Ordinal);
        if (dash <= 0)
        {
            return null;
        }

        string algorithm = bare[..dash].ToLowerInvariant();
        Span<byte> bytes = stackalloc byte[64];
        return algorithm.All(char.IsAsciiLetterOrDigit)
            && Convert.TryFromBase64Chars(bare.AsSpan(dash + 1), bytes, out int length)
            && length == (LengthOf(algorithm) ?? length)
                ? new ArtifactHash(algorithm, Convert.ToHexStringLower(bytes[..length]))
                : null;
    }

    // Null for what nobody here knows: it is passed on, so that whoever verifies can say that it could not.
    private static int? LengthOf(string algorithm) => algorithm switch
    {
        "md5" => 16,
        "sha1" => 20,
        "sha256" => 32,
        "sha384" => 48,
        "sha512" => 64,
        _ => null,
    };

    private static void Add(List<ArtifactHash> hashes, ArtifactHash hash)
    {
        if (!hashes.Contains(hash))
        {
            hashes.Add(hash);
        }
    }
}
