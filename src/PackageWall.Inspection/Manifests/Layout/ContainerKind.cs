using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Archives.Tar;
namespace PackageWall.Inspection.Manifests.Layout;

/// <summary>What a nested file is as a container.</summary>
internal enum ContainerKind
{
    None,
    Zip,
    Gzip,
    Tar,
    Asar,

    /// <summary>Compressed in a way that inspection knows and does not open: bzip2, xz, zstd, 7z, rar.</summary>
    Opaque,
}

/// <summary>Tells containers by their bytes; names only help where a container has no mark of its own at its start.</summary>
internal static class ContainerKinds
{
    private static readonly string[] TrailingZips = [".pyz", ".pyzw", ".egg", ".whl", ".zip", ".jar", ".nupkg", ".par", ".pex", ".xpi", ".crx"];

    public static ContainerKind Of(string path, ReadOnlySpan<byte> bytes) => Name(path, bytes) switch
    {
        "" => ContainerKind.None,
        "zip" => ContainerKind.Zip,
        "gzip" => ContainerKind.Gzip,
        "tar" => ContainerKind.Tar,
        "asar" => ContainerKind.Asar,
        _ => ContainerKind.Opaque,
    };

    /// <summary>The name of the format, or the empty string.</summary>
    public static string Name(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8))
        {
            return "zip";
        }

        if (bytes.StartsWith((byte[])[0x1f, 0x8b, 0x08]))
        {
            return "gzip";
        }

        if (bytes.Length >= TarHeader.BlockLength && bytes[257..].StartsWith("ustar"u8)
            && (!LanguageSniffer.IsNamed(path) || TarHeaderReader.HasRightChecksum(bytes[..TarHeader.BlockLength])))
        {
            return "tar";
        }

        if (bytes.Length > 10 && bytes.StartsWith("BZh"u8) && bytes[3] is >= (byte)'1' and <= (byte)'9' && bytes.Slice(4, 6).SequenceEqual((byte[])[0x31, 0x41, 0x59, 0x26, 0x53, 0x59]))
        {
            return "bzip2";
        }

        if (bytes.StartsWith((byte[])[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]))
        {
            return "xz";
        }

        if (bytes.StartsWith((byte[])[0x28, 0xb5, 0x2f, 0xfd]))
        {
            return "zstd";
        }

        if (bytes.StartsWith((byte[])[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]))
        {
            return "7z";
        }

        if (bytes.StartsWith("Rar!\x1a\x07"u8))
        {
            return "rar";
        }

        if (path.EndsWith(".asar", StringComparison.OrdinalIgnoreCase) && bytes.StartsWith((byte[])[4, 0, 0, 0]))
        {
            return "asar";
        }

        return HasTrailingZip(path, bytes) ? "zip" : "";
    }

    // A zipapp is a script line with a zip behind it: its mark is at the end.
    private static bool HasTrailingZip(string path, ReadOnlySpan<byte> bytes) =>
        (bytes.StartsWith("#!"u8) || TrailingZips.Any(suffix => path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)))
        && bytes[Math.Max(0, bytes.Length - 66_000)..].LastIndexOf("PK\x05\x06"u8) >= 0;
}
