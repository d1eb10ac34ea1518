using PackageWall.Fuzzing.Engine;
using PackageWall.Inspection.Archives.Deflate;
using PackageWall.Testing.Archives;

namespace PackageWall.Fuzzing.Targets;

/// <summary>The raw Deflate reader, held against the framework's.</summary>
internal sealed class DeflateTarget : IFuzzTarget
{
    private const int Padding = 1024;

    private readonly byte[] _buffer = new byte[4 << 20];

    public string Name => "deflate";

    public InputKind Kind => InputKind.Binary;

    public IEnumerable<byte[]> Seeds()
    {
        byte[] text = [.. Enumerable.Range(0, 3_000).Select(i => (byte)("function eval(atob) { return 1; }\n"[i * i % 33]))];
        return
        [
            GzipBuilder.Deflate(text), GzipBuilder.Deflate(text, System.IO.Compression.CompressionLevel.Fastest), GzipBuilder.Deflate(text, System.IO.Compression.CompressionLevel.NoCompression),
            GzipBuilder.Deflate(new byte[70_000]), GzipBuilder.Deflate("abc"u8), [3, 0], [1, 0, 0, 0xFF, 0xFF],
        ];
    }

    public string Run(ReadOnlyMemory<byte> input)
    {
        Inflater inflater = new();
        inflater.Start(input, default);
        int written = 0;
        InflateStatus status = inflater.Advance(_buffer, ref written);
        if (inflater.Consumed > input.Length)
        {
            throw new ViolationException("consumed", $"{inflater.Consumed} of {input.Length} bytes");
        }

        byte[]? theirs = InBox.Inflate(input);
        if (status == InflateStatus.Done && (theirs is null || !theirs.AsSpan().SequenceEqual(_buffer.AsSpan(0, written))))
        {
            throw new ViolationException("other-content", $"ours gives {written} bytes, the framework {theirs?.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "refuses"}");
        }

        // What the framework lacks bytes for it takes for an end: with enough zeros behind, it must come to the same fault.
        if (status == InflateStatus.Invalid && InBox.Inflate((byte[])[.. input.Span, .. new byte[Padding]]) is { } accepted)
        {
            throw new ViolationException("refused", $"the framework unpacks {accepted.Length} bytes of what ours refuses after {written}");
        }

        return $"{status} {inflater.Consumed} {written} {Checksums.Crc32(_buffer.AsSpan(0, written))}";
    }
}
