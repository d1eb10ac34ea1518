using System.Text;
using PackageWall.Fuzzing.Engine;
using PackageWall.Inspection.Layers;

namespace PackageWall.Fuzzing.Targets;

/// <summary>All decoders of layers, and the search for constants that hide something.</summary>
internal sealed class LayersTarget : IFuzzTarget
{
    private static readonly string[] Encodings =
        ["base64", "base32", "base16", "hex", "base85", "ascii85", "uu", "url", "quoted-printable", "unicode-escape", "rot13", "reverse", "zlib", "gzip", "deflate", "brotli", "bz2", "cipher", ""];

    public string Name => "layers";

    public InputKind Kind => InputKind.Text;

    public IEnumerable<byte[]> Seeds()
    {
        byte[] code = Encoding.UTF8.GetBytes("const a = require('child_process'); a.execSync('echo hello from a layer'); process.env.HOME;");
        byte[] packed = Testing.Archives.GzipBuilder.Pack(code);
        return
        [
            Encoding.UTF8.GetBytes(Convert.ToBase64String(code)), Encoding.UTF8.GetBytes(Convert.ToHexStringLower(code)), packed, Encoding.UTF8.GetBytes(Convert.ToBase64String(packed)),
            Testing.Archives.GzipBuilder.Deflate(code), [.. code.Reverse()], Substitutions.Rotate(code, 13), "begin 644 a\n#86)C\n`\nend\n"u8.ToArray(), "=41=42=\r\nc%41%u0041\\x41\\u{41}\\101"u8.ToArray(),
            "<~87cURD]j7BEbo80~>"u8.ToArray(), "MFRGG==="u8.ToArray(), "VPRomVPRomVPRom"u8.ToArray(), [.. code],
        ];
    }

    public string Run(ReadOnlyMemory<byte> input)
    {
        StringBuilder words = new();
        foreach (string encoding in Encodings)
        {
            bool isDecoded = Decoders.TryDecode(encoding, input.Span, out byte[] content);
            words.AppendLine($"{encoding} {isDecoded} {content.Length} {Testing.Archives.Checksums.Crc32(content)}");
            if (content.Length > Decoders.Most)
            {
                throw new ViolationException("too-much", $"{encoding} gives {content.Length} bytes");
            }
        }

        string text = Encoding.Latin1.GetString(input.Span);
        return words.Append(Decoders.Compression(input.Span)).Append(HiddenConstants.MayHide(text)).Append(HiddenConstants.Open(text)).Append(Rotations.Open(text)).ToString();
    }
}
