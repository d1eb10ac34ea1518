using System.Collections;

namespace PackageWall.Feeds.Documents;

/// <summary>
/// Hashes of one file in one array of bytes, told apart when asked: as text they take five times as much, and packages are held by
/// the thousand with a file or more for each version.
/// </summary>
internal sealed class PackedHashes : IReadOnlyList<ArtifactHash>
{
    private static readonly (string Name, int Length)[] Algorithms = [("sha512", 64), ("sha1", 20), ("sha256", 32), ("sha384", 48), ("md5", 16)];

    // For each hash its place in Algorithms and then its bytes.
    private readonly byte[] _packed;

    private PackedHashes(byte[] packed) => _packed = packed;

    public int Count
    {
        get
        {
            int count = 0;
            for (int at = 0; at < _packed.Length; at += 1 + Algorithms[_packed[at]].Length)
            {
                count++;
            }

            return count;
        }
    }

    public ArtifactHash this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            int at = 0;
            for (; index > 0 && at < _packed.Length; index--)
            {
                at += 1 + Algorithms[_packed[at]].Length;
            }

            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(at, _packed.Length, nameof(index));
            return At(at);
        }
    }

    /// <summary>The same hashes in little; as a plain array when one of them is of another kind.</summary>
    public static IReadOnlyList<ArtifactHash> Of(IReadOnlyList<ArtifactHash> hashes)
    {
        int length = 0;
        foreach (ArtifactHash hash in hashes)
        {
            int known = KnownAs(hash);
            if (known < 0)
            {
                return [.. hashes];
            }

            length += 1 + Algorithms[known].Length;
        }

        if (length == 0)
        {
            return [];
        }

        byte[] packed = new byte[length];
        int at = 0;
        foreach (ArtifactHash hash in hashes)
        {
            int known = KnownAs(hash);
            packed[at] = (byte)known;
            Convert.FromHexString(hash.Hex, packed.AsSpan(at + 1), out _, out int written);
            at += 1 + written;
        }

        return new PackedHashes(packed);
    }

    /// <summary>What nearly every npm package states: a SHA-512, a SHA-1, or both.</summary>
    public static IReadOnlyList<ArtifactHash> Of(ReadOnlySpan<byte> sha512, ReadOnlySpan<byte> sha1)
    {
        byte[] packed = new byte[sha512.Length + sha1.Length + (sha512.IsEmpty ? 0 : 1) + (sha1.IsEmpty ? 0 : 1)];
        if (packed.Length == 0)
        {
            return [];
        }

        sha512.CopyTo(packed.AsSpan(sha512.IsEmpty ? 0 : 1));
        if (!sha1.IsEmpty)
        {
            packed[^(sha1.Length + 1)] = 1;
            sha1.CopyTo(packed.AsSpan(packed.Length - sha1.Length));
        }

        return new PackedHashes(packed);
    }

    public IEnumerator<ArtifactHash> GetEnumerator()
    {
        for (int at = 0; at < _packed.Length; at += 1 + Algorithms[_packed[at]].Length)
        {
            yield return At(at);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int KnownAs(ArtifactHash hash)
    {
        int known = Array.FindIndex(Algorithms, algorithm => algorithm.Name == hash.Algorithm && 2 * algorithm.Length == hash.Hex.Length);
        return known >= 0 && hash.Hex.All(char.IsAsciiHexDigitLower) ? known : -1;
    }

    private ArtifactHash At(int at)
    {
        (string name, int length) = Algorithms[_packed[at]];
        return new ArtifactHash(name, Convert.ToHexStringLower(_packed.AsSpan(at + 1, length)));
    }
}
