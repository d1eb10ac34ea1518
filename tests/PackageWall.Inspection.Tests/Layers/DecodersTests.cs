using System.IO.Compression;
using System.Text;
using PackageWall.Inspection.Layers;

namespace PackageWall.Inspection.Tests.Layers;

/// <summary>Every decoder opens what the libraries of its language make, and fails quietly on anything else.</summary>
public sealed class DecodersTests
{
    [Theory]
    [InlineData("base64", "cHJpbnQoImhlbGxvIik=")]
    [InlineData("base64", "cHJpbnQoImhlbGxvIik")]
    [InlineData("base64", "cHJp\nbnQo ImhlbGxvIik=")]
    [InlineData("base32", "OBZGS3TUFARGQZLMNRXSEKI=")]
    [InlineData("hex", "7072696e74282268656c6c6f2229")]
    [InlineData("base85", "aB^vGbSNTdWo&G3A}I")]
    [InlineData("url", "print%28%22hello%22%29")]
    [InlineData("quoted-printable", "print=28=22hel=\nlo=22=29")]
    [InlineData("unicode-escape", "pr\\u0069nt(\\x22hello\\x22)")]
    [InlineData("rot13", "cevag(\"uryyb\")")]
    [InlineData("reverse", ")\"olleh\"(tnirp")]
    [InlineData("uu", "begin 666 x\n.<')I;G0H(FAE;&QO(BD \n \nend\n")]
    public void Opens(string encoding, string text)
    {
        Decoders.TryDecode(encoding, Encoding.Latin1.GetBytes(text), out var content).ShouldBeTrue();
        Encoding.UTF8.GetString(content).ShouldBe("print(\"hello\")");
    }

    [Fact]
    public void Opens_compressed_bytes()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("print('hello')\n", 50)));
        Decoders.TryDecode("zlib", Pack(text, stream => new ZLibStream(stream, CompressionMode.Compress)), out var zlib).ShouldBeTrue();
        Decoders.TryDecode("gzip", Pack(text, stream => new GZipStream(stream, CompressionMode.Compress)), out var gzip).ShouldBeTrue();
        Decoders.TryDecode("deflate", Pack(text, stream => new DeflateStream(stream, CompressionMode.Compress)), out var raw).ShouldBeTrue();
        Decoders.TryDecode("brotli", Pack(text, stream => new BrotliStream(stream, CompressionMode.Compress)), out var brotli).ShouldBeTrue();
        foreach (var opened in new[] { zlib, gzip, raw, brotli })
        {
            opened.ShouldBe(text);
        }
    }

    [Fact]
    public void A_bomb_is_not_opened()
    {
        var bomb = Pack(new byte[64 << 20], stream => new ZLibStream(stream, CompressionMode.Compress));
        Decoders.TryDecode("zlib", bomb, out _).ShouldBeFalse();
    }

    [Fact]
    public void Xor_with_a_repeated_key_undoes_itself()
    {
        var text = Encoding.UTF8.GetBytes("print('hello')");
        Substitutions.Xor(Substitutions.Xor(text, "key"u8), "key"u8).ShouldBe(text);
    }

    [Fact]
    public void Garbage_never_throws()
    {
        var random = new Random(7);
        foreach (var encoding in new[] { "base64", "base32", "hex", "base85", "ascii85", "url", "quoted-printable", "uu", "zlib", "gzip", "deflate", "brotli", "rot13", "reverse", "unicode-escape", "nothing" })
        {
            for (var i = 0; i < 200; i++)
            {
                var bytes = new byte[random.Next(0, 200)];
                random.NextBytes(bytes);
                Decoders.TryDecode(encoding, bytes, out var content);
                content.ShouldNotBeNull();
            }
        }
    }

    private static byte[] Pack(byte[] content, Func<Stream, Stream> wrap)
    {
        using var output = new MemoryStream();
        using (var stream = wrap(output))
        {
            stream.Write(content);
        }

        return output.ToArray();
    }
}
