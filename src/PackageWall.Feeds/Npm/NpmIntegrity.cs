using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.Npm;

/// <summary>What a packument states of a tarball's bytes: <c>dist.integrity</c> (W3C Subresource Integrity) and <c>dist.shasum</c>.</summary>
internal static class NpmIntegrity
{
    // No registry states more; a longer list would only cost.
    private const int MaxHashes = 16;

    /// <summary>Reads both; false when one of them is there and cannot be read, because what cannot be read cannot be verified.</summary>
    public static bool TryRead(string? integrity, string? shasum, out IReadOnlyList<ArtifactHash> hashes)
    {
        var read = new List<ArtifactHash>(2);
        hashes = read;
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
