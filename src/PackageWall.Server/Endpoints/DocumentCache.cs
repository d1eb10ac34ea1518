using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace PackageWall.Server.Endpoints;

/// <summary>
/// Keeps rewritten documents under (document, view, representation), so that a document is rewritten when something about it changed
/// and not for every client. Bounded by bytes; what was made longest ago goes first.
/// </summary>
internal sealed class DocumentCache
{
    private const long MaxBytes = 128L << 20;

    /// <summary>About what an entry takes beside its bytes and its key.</summary>
    private const int Overhead = 512;

    private readonly ConcurrentDictionary<string, Lazy<RenderedDocument>> _documents = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Key, int Size)> _order = new();
    private long _bytes;

    /// <summary>Gets or makes a document.</summary>
    /// <param name="key">Names the document and the view: the same key always gives the same bytes.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="compress">Whether the client takes gzip.</param>
    /// <param name="write">Writes the plain document.</param>
    public RenderedDocument Get(string key, string contentType, bool compress, Action<IBufferWriter<byte>> write)
    {
        string full = (compress ? "gzip|" : "plain|") + contentType + "|" + key;
        Lazy<RenderedDocument> entry = _documents.GetOrAdd(full, k => new Lazy<RenderedDocument>(() => Render(k, contentType, compress, write)));
        try
        {
            return entry.Value;
        }
        catch
        {
            _documents.TryRemove(KeyValuePair.Create(full, entry));
            throw;
        }
    }

    private RenderedDocument Render(string key, string contentType, bool compress, Action<IBufferWriter<byte>> write)
    {
        var plain = new ArrayBufferWriter<byte>(16 << 10);
        write(plain);
        byte[] bytes = compress ? Compress(plain.WrittenSpan) : plain.WrittenSpan.ToArray();
        string tag = $"\"{Convert.ToHexStringLower(Hash(contentType, bytes).AsSpan(0, 16))}{(compress ? "-gz" : "")}\"";

        // The key counts, too: a client that asks for versions that there are not must not fill the memory with small answers.
        int size = bytes.Length + (2 * key.Length) + Overhead;
        _order.Enqueue((key, size));
        Interlocked.Add(ref _bytes, size);
        while (Interlocked.Read(ref _bytes) > MaxBytes && _order.TryDequeue(out (string Key, int Size) oldest))
        {
            _documents.TryRemove(oldest.Key, out _);
            Interlocked.Add(ref _bytes, -oldest.Size);
        }

        return new RenderedDocument(bytes, contentType, compress ? "gzip" : null, tag) { IsEmpty = plain.WrittenCount == 0 };
    }

    // The media type counts: the same bytes under two of them are two representations, and a cache must not confuse them.
    private static byte[] Hash(string contentType, byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(contentType + "\n"));
        hash.AppendData(bytes);
        return hash.GetHashAndReset();
    }

    private static byte[] Compress(ReadOnlySpan<byte> plain)
    {
        using var result = new MemoryStream(plain.Length / 4);
        using (var gzip = new GZipStream(result, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return result.ToArray();
    }
}
