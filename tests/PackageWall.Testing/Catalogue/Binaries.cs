using System.Buffers.Binary;
using System.Text;

namespace PackageWall.Testing.Catalogue;

/// <summary>Files that are recognised as programs and cannot run: a header, strings, and no code.</summary>
internal static class Binaries
{
    /// <summary>An ELF file for x86-64 without segments.</summary>
    public static byte[] Elf(params string[] strings)
    {
        byte[] header = new byte[64];
        "\u007fELF"u8.CopyTo(header);
        header[4] = 2;
        header[5] = 1;
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(16), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(18), 62);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(52), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(54), 56);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(58), 64);
        return [.. header, .. Strings(strings)];
    }

    /// <summary>A portable executable without sections.</summary>
    public static byte[] Pe(bool isLibrary, params string[] strings)
    {
        byte[] header = new byte[64 + 24 + 240];
        "MZ"u8.CopyTo(header);
        header[60] = 64;
        "PE\0\0"u8.CopyTo(header.AsSpan(64));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(68), 0x8664);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(84), 240);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(86), (ushort)(isLibrary ? 0x2022 : 0x0022));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(88), 0x20b);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(88 + 108), 16);
        return [.. header, .. Strings(strings)];
    }

    /// <summary>A PNG of one pixel with bytes after its end.</summary>
    public static byte[] Png(byte[] behind) =>
    [
        .. Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
        .. behind,
    ];

    /// <summary>Bytes that look like ciphertext, always the same.</summary>
    public static byte[] Noise(int length)
    {
        byte[] bytes = new byte[length];
        new Random(4711).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Strings(string[] strings) => [.. new byte[64], .. Encoding.ASCII.GetBytes(string.Join('\0', strings) + "\0"), .. new byte[512]];
}
