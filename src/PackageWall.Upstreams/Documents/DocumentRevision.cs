using System.Security.Cryptography;

namespace PackageWall.Upstreams.Documents;

/// <summary>Names document bytes for caches.</summary>
internal static class DocumentRevision
{
    /// <summary>32 hex digits over all parts.</summary>
    public static string Of(params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            hash.AppendData(BitConverter.GetBytes(part.Length));
            hash.AppendData(part.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
