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
    private const int Piece = 64 << 10;
    private const byte NewLine = (byte)'\n';

    // Nearly every document is written once and never read again, and with each new package one is: the level that costs least. Measured on
    // the 766 packuments of a tree, 104 MB: level 1 makes them a sixth smaller (9.7 MB instead of 11.5) and takes half as long again, or twice.
    private const int Quality = 0;
    private const int Window = 20;

    /// <summary>Writes a document piece by piece: neither its compressed form nor the file is ever whole in memory.</summary>
    public static void Write(Stream file, string key, DocumentHead head, ReadOnlySpan<byte> body)
    {
        var header = new DocumentHeader(key, head.Url, head.FetchedAt, body.Length, head.ContentType, head.ETag, head.LastModified, head.Revision);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Begin(file, header, hash);
        byte[] piece = ArrayPool<byte>.Shared.Rent(Piece);
        var encoder = new BrotliEncoder(Quality, Window);
        try
        {
            OperationStatus status;
            do
            {
                status = encoder.Compress(body, piece, out int read, out int written, isFinalBlock: true);
                if (status is not (OperationStatus.Done or OperationStatus.DestinationTooSmall))
                {
                    throw new InvalidDataException("A document could not be compressed.");
                }

                hash.AppendData(piece, 0, written);
                file.Write(piece, 0, written);
                body = body[read..];
            }
            while (status != OperationStatus.Done);
        }
        finally
        {
            encoder.Dispose();
            ArrayPool<byte>.Shared.Return(piece);
        }

        End(file, hash);
    }

    /// <summary>Writes a document anew that differs in its header only: the body is copied as it is, still compressed.</summary>
    public static void Rewrite(Stream file, DocumentHeader header, ReadOnlySpan<byte> compressed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Begin(file, header, hash);
        hash.AppendData(compressed);
        file.Write(compressed);
        End(file, hash);
    }

    /// <summary>The header and where the compressed body begins; null when the file is not whole or is another key's.</summary>
    public static (DocumentHeader Header, int Body)? Read(string key, ReadOnlySpan<byte> file)
    {
        if (file.Length < HashLine || file[HashLine - 1] != NewLine)
        {
            return null;
        }

        ReadOnlySpan<byte> rest = file[HashLine..];
        Span<byte> hash = stackalloc byte[64];
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(rest)), hash);
        int end = rest.IndexOf(NewLine);
        return end >= 0 && hash.SequenceEqual(file[..64]) && ReadHeader(rest[..end]) is { Length: >= 0 } header && header.Key == key
            ? (header, HashLine + end + 1)
            : null;
    }

    /// <summary>Decompresses the body into memory of the length that the header states; false when it has another.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> compressed, Span<byte> body) =>
        BrotliDecoder.TryDecompress(compressed, body, out int length) && length == body.Length;

    // The hash is written last, so its line is left free first.
    private static void Begin(Stream file, DocumentHeader header, IncrementalHash hash)
    {
        Span<byte> line = stackalloc byte[HashLine];
        line.Clear();
        file.Write(line);
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(header, DocumentHeaderJson.Default.DocumentHeader), NewLine];
        hash.AppendData(json);
        file.Write(json);
    }

    private static void End(Stream file, IncrementalHash hash)
    {
        file.Position = 0;
        file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()) + "\n"));
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
