using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PackageWall.Core.Documents;

/// <summary>Names document bytes for caches.</summary>
public static class DocumentRevision
{
    /// <summary>32 hex digits over the bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    /// <summary>32 hex digits over several texts, each with its length, so that no two lists look the same.</summary>
    public static string OfAll(IEnumerable<string?> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (string? text in texts)
        {
            byte[] bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
