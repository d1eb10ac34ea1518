using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PackageWall.Core.Documents;

namespace PackageWall.Data.Documents;

/// <summary>
/// A document as a file: a line with the SHA-256 of all that follows, a line of JSON (<see cref="DocumentHeader"/>), the body under
/// Brotli. One hash over header and body, so that neither can be altered or cut short unnoticed.
/// </summary>
internal static class DocumentCodec
{
    private const int HashLine = 65;
    private const byte NewLine = (byte)'\n';

    // Level 1: a packument of ten megabytes in a few hundredths of a second, to a tenth of its size.
    private const int Quality = 1;
    private const int Window = 22;

    public static byte[] Encode(string key, StoredDocument document)
    {
        var header = new DocumentHeader(
            key, document.Url, document.FetchedAt, document.Bytes.Length, document.ContentType, document.ETag, document.LastModified);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header, DocumentHeaderJson.Default.DocumentHeader);
        int room = BrotliEncoder.GetMaxCompressedLength(document.Bytes.Length);
        int start = HashLine + json.Length + 1;
        byte[] file = ArrayPool<byte>.Shared.Rent(start + room);
        try
        {
            json.CopyTo(file, HashLine);
            file[start - 1] = NewLine;
            if (!BrotliEncoder.TryCompress(document.Bytes.Span, file.AsSpan(start, room), out int written, Quality, Window))
            {
                throw new InvalidDataException("A document could not be compressed.");
            }

            Span<byte> whole = file.AsSpan(0, start + written);
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(whole[HashLine..])), whole);
            whole[HashLine - 1] = NewLine;
            return whole.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(file);
        }
    }

    /// <summary>The document, or null when the file is not whole or is another key's.</summary>
    public static StoredDocument? Decode(string key, ReadOnlySpan<byte> file)
    {
        if (file.Length < HashLine || file[HashLine - 1] != NewLine)
        {
            return null;
        }

        ReadOnlySpan<byte> rest = file[HashLine..];
        Span<byte> hash = stackalloc byte[64];
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(rest)), hash);
        int end = rest.IndexOf(NewLine);
        if (end < 0 || !hash.SequenceEqual(file[..64]) || ReadHeader(rest[..end]) is not { Length: >= 0 } header || header.Key != key)
        {
            return null;
        }

        byte[] body = new byte[header.Length];
        if (!BrotliDecoder.TryDecompress(rest[(end + 1)..], body, out int length) || length != header.Length)
        {
            return null;
        }

        return new StoredDocument(body, header.Url, header.FetchedAt)
        {
            ContentType = header.ContentType,
            ETag = header.ETag,
            LastModified = header.LastModified,
        };
    }

    private static DocumentHeader? ReadHeader(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, DocumentHeaderJson.Default.DocumentHeader);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
