using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PackageWall.Core.Documents;

namespace PackageWall.Data.Documents;

/// <summary>A rewritten document as a file, like <see cref="DocumentCodec"/>: a line with the SHA-256 of all that follows, a line of JSON, the bytes.</summary>
internal static class RenderingCodec
{
    private const int HashLine = 65;
    private const int MaxHeader = 64 << 10;
    private const byte NewLine = (byte)'\n';

    // Below the size from which on arrays live on the large object heap.
    private const int Piece = 64 << 10;

    public static void Write(Stream file, string name, StoredRendering rendering)
    {
        var header = new RenderingHeader(
            name, rendering.Revision.Content, rendering.Revision.DecidedAt, rendering.ContentType, rendering.ETag, rendering.PlainLength, rendering.Length);
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(header, RenderingHeaderJson.Default.RenderingHeader), NewLine];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(json);
        foreach (ReadOnlyMemory<byte> piece in rendering.Pieces)
        {
            hash.AppendData(piece.Span);
        }

        file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()) + "\n"));
        file.Write(json);
        foreach (ReadOnlyMemory<byte> piece in rendering.Pieces)
        {
            file.Write(piece.Span);
        }
    }

    /// <summary>Reads one, or null when it is not whole, of another name or not right for the revision.</summary>
    public static StoredRendering? Read(Stream file, string name, ViewRevision revision)
    {
        Span<byte> line = stackalloc byte[HashLine];
        if (file.ReadAtLeast(line, HashLine, throwOnEndOfStream: false) < HashLine
            || ReadLine(file) is not { } json
            || ReadHeader(json.AsSpan(0, json.Length - 1)) is not { } header
            || header.Name != name
            || header.Length != file.Length - HashLine - json.Length
            || !revision.Accepts(new ViewRevision(header.Content, header.DecidedAt)))
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(json);
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (long left = header.Length; left > 0;)
        {
            byte[] piece = GC.AllocateUninitializedArray<byte>((int)Math.Min(left, Piece));
            if (file.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false) < piece.Length)
            {
                return null;
            }

            hash.AppendData(piece);
            pieces.Add(piece);
            left -= piece.Length;
        }

        Span<byte> found = stackalloc byte[HashLine];
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()) + "\n", found);
        return found.SequenceEqual(line)
            ? new StoredRendering(new ViewRevision(header.Content, header.DecidedAt), header.ContentType, header.ETag, header.PlainLength, pieces)
            : null;
    }

    private static byte[]? ReadLine(Stream file)
    {
        var line = new List<byte>(512);
        for (int value; line.Count < MaxHeader && (value = file.ReadByte()) >= 0;)
        {
            line.Add((byte)value);
            if (value == NewLine)
            {
                return [.. line];
            }
        }

        return null;
    }

    private static RenderingHeader? ReadHeader(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RenderingHeaderJson.Default.RenderingHeader);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
