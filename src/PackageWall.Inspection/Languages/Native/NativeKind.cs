using System.Buffers.Binary;

namespace PackageWall.Inspection.Languages.Native;

/// <summary>Tells kinds of native files by their first bytes.</summary>
internal static class NativeKind
{
    /// <summary><c>elf</c>, <c>pe</c>, <c>mach-o</c>, <c>wasm</c>, or null.</summary>
    public static string? Of(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("\x7f\x45\x4c\x46"u8))
        {
            return "elf";
        }

        if (content.StartsWith("MZ"u8))
        {
            return "pe";
        }

        if (content.Length < 8)
        {
            return null;
        }

        uint magic = BinaryPrimitives.ReadUInt32BigEndian(content);
        return magic switch
        {
            0xfeedface or 0xfeedfacf or 0xcefaedfe or 0xcffaedfe => "mach-o",

            // A fat binary counts its parts; a Java class has its version there, which is always larger.
            0xcafebabe or 0xcafebabf when BinaryPrimitives.ReadUInt32BigEndian(content[4..]) < 40 => "mach-o",
            0x0061736d => "wasm",
            _ => null,
        };
    }
}
