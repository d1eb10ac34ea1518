using PackageWall.Inspection.Archives.Deflate;
using PackageWall.Inspection.Archives.Gzip;
using PackageWall.Inspection.Archives.Tar;
using PackageWall.Inspection.Archives.Zip;

namespace PackageWall.Inspection.Archives;

/// <summary>Says from the first bytes what container something is.</summary>
public static class ArchiveSniffer
{
    /// <summary>
    /// <c>tar.gz</c>, <c>gzip</c> (of something else), <c>tar</c> and <c>zip</c>, which can be read; <c>bzip2</c>, <c>xz</c>, <c>zstd</c>, <c>lzip</c>, <c>7z</c>, <c>rar</c>,
    /// <c>cab</c> and <c>asar</c>, which cannot; null for everything else.
    /// </summary>
    public static string? Kind(ReadOnlySpan<byte> bytes)
    {
        if (GzipHeader.IsAt(bytes))
        {
            return HoldsTar(bytes) ? ArchiveFormats.TarGzip : ArchiveFormats.Gzip;
        }

        if (bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8))
        {
            return ArchiveFormats.Zip;
        }

        // A zip is found from its end, so anything may stand before it: zip applications, or a picture.
        return Opaque(bytes)
            ?? (IsTar(bytes) ? ArchiveFormats.Tar : IsAsar(bytes) ? "asar" : ZipEndReader.HasEnd(bytes) ? ArchiveFormats.Zip : null);
    }

    private static string? Opaque(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("BZh"u8) && bytes.Length > 9 && bytes[3] is >= (byte)'1' and <= (byte)'9'
            && (bytes[4..].StartsWith("1AY&SY"u8) || bytes[4..].StartsWith((ReadOnlySpan<byte>)[0x17, 0x72, 0x45, 0x38, 0x50, 0x90])) ? "bzip2"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) ? "xz"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x28, 0xb5, 0x2f, 0xfd]) ? "zstd"
        : bytes.StartsWith("LZIP\x01"u8) ? "lzip"
        : bytes.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xbc, 0xaf, 0x27, 0x1c]) ? "7z"
        : bytes.StartsWith("Rar!\x1a\x07"u8) ? "rar"
        : bytes.StartsWith("MSCF\0\0\0\0"u8) ? "cab"
        : null;

    private static bool IsTar(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= TarHeader.BlockLength
        && (bytes[257..].StartsWith("ustar"u8) || (bytes[0] != 0 && TarHeaderReader.HasRightChecksum(bytes[..TarHeader.BlockLength])));

    // Electron's: two pickled lengths, and JSON with the files.
    private static bool IsAsar(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 24 && bytes.StartsWith((ReadOnlySpan<byte>)[4, 0, 0, 0]) && bytes[16..].StartsWith("{\"files\":"u8);

    private static bool HoldsTar(ReadOnlySpan<byte> bytes)
    {
        int start = GzipHeader.Read(bytes, new AnomalyList());
        if (start < 0)
        {
            return false;
        }

        // What one block needs at most, stored blocks and long codes included.
        byte[] first = bytes.Slice(start, Math.Min(bytes.Length - start, 8 * 1024)).ToArray();
        Inflater inflater = new();
        inflater.Start(first, CancellationToken.None);
        byte[] block = new byte[TarHeader.BlockLength];
        int written = 0;
        inflater.Advance(block, ref written);
        return written == block.Length && IsTar(block);
    }
}
