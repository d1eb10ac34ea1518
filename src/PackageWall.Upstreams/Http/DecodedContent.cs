using System.IO.Compression;
using System.Net;

namespace PackageWall.Upstreams.Http;

/// <summary>
/// A body as it was before it was compressed on the way. Done here and not by the handler, so that documents, which may come compressed,
/// and artifacts, which must not be touched, share their connections: each new one costs an exchange of keys and the check of a certificate.
/// </summary>
internal sealed class DecodedContent : HttpContent
{
    /// <summary>What may be asked for.</summary>
    public const string Encodings = "gzip, br";

    private readonly HttpContent _encoded;
    private readonly Func<Stream, Stream> _decode;

    private DecodedContent(HttpContent encoded, Func<Stream, Stream> decode)
    {
        (_encoded, _decode) = (encoded, decode);
        foreach ((string name, IEnumerable<string> values) in encoded.Headers)
        {
            Headers.TryAddWithoutValidation(name, values);
        }

        // Both are of the bytes on the way. An encoding inside of this one, which nobody uses, stays named.
        string[] inner = [.. encoded.Headers.ContentEncoding.SkipLast(1)];
        Headers.ContentLength = null;
        Headers.ContentEncoding.Clear();
        Headers.TryAddWithoutValidation("Content-Encoding", inner);
    }

    /// <summary>Decodes an answer's body if it is encoded in a way that was asked for; what is not can be read by nobody and is refused as a document.</summary>
    public static void Apply(HttpResponseMessage message)
    {
        Func<Stream, Stream>? decode = message.Content.Headers.ContentEncoding.LastOrDefault()?.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => static encoded => new GZipStream(encoded, CompressionMode.Decompress),
            "br" => static encoded => new BrotliStream(encoded, CompressionMode.Decompress),
            _ => null,
        };
        if (decode is not null)
        {
            message.Content = new DecodedContent(message.Content, decode);
        }
    }

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        _decode(await _encoded.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await using Stream decoded = await CreateContentReadStreamAsync().ConfigureAwait(false);
        await decoded.CopyToAsync(stream).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _encoded.Dispose();
        }

        base.Dispose(disposing);
    }
}
