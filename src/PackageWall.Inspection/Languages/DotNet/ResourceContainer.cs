using System.Buffers.Binary;
using System.Text;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>
/// The bytes in a <c>.resources</c> container, whose format System.Resources documents in its ResourceReader: a table of names, and
/// values of which only byte arrays and streams can hold a file. Nothing is deserialised.
/// </summary>
internal static class ResourceContainer
{
    private const uint Magic = 0xBEEFCACE;
    private const int ByteArray = 0x20;
    private const int Stream = 0x21;
    private const int LongestName = 1 << 12;

    /// <summary>Whether the bytes begin as one does.</summary>
    public static bool IsOne(ReadOnlySpan<byte> content) => content.Length > 12 && BinaryPrimitives.ReadUInt32LittleEndian(content) == Magic;

    /// <summary>The entries that are bytes. What is damaged ends the list: no runtime reads on there.</summary>
    public static IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> Read(ReadOnlyMemory<byte> container)
    {
        List<(string, ReadOnlyMemory<byte>)> entries = [];
        try
        {
            Read(container, entries);
        }
        catch (Exception damage) when (damage is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            // The entries before the damage stand.
        }

        return entries;
    }

    private static void Read(ReadOnlyMemory<byte> container, List<(string, ReadOnlyMemory<byte>)> entries)
    {
        ReadOnlySpan<byte> bytes = container.Span;
        int at = checked(12 + BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]));
        int version = Int(bytes, ref at);
        int count = Int(bytes, ref at);
        int types = Int(bytes, ref at);
        if (version is not (1 or 2) || count < 0 || types < 0 || count > bytes.Length / 8)
        {
            return;
        }

        for (int i = 0; i < types; i++)
        {
            int length = Length(bytes, ref at);
            at = checked(at + length);
        }

        at = (at + 7) & ~7;
        int positions = checked(at + (count * 4));
        at = checked(positions + (count * 4));
        int data = Int(bytes, ref at);
        int names = at;
        for (int i = 0; i < count; i++)
        {
            int place = positions + (i * 4);
            at = checked(names + Int(bytes, ref place));
            int length = Length(bytes, ref at);
            if (length > LongestName)
            {
                continue;
            }

            string name = Encoding.Unicode.GetString(bytes.Slice(at, length));
            at += length;
            at = checked(data + Int(bytes, ref at));
            int type = Length(bytes, ref at);
            if (version == 2 && type is ByteArray or Stream)
            {
                int size = Int(bytes, ref at);
                entries.Add((name, container.Slice(at, size)));
            }
        }
    }

    private static int Int(ReadOnlySpan<byte> bytes, ref int at)
    {
        int value = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
        at += 4;
        return value;
    }

    // Seven bits a byte, the lowest first.
    private static int Length(ReadOnlySpan<byte> bytes, ref int at)
    {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte next = bytes[at++];
            value |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new ArgumentException("A length that does not end.");
    }
}
