using System.Buffers.Binary;
using PackageWall.Inspection.Archives.Deflate;

namespace PackageWall.Inspection.Archives.Zip;

/// <summary>Unpacks the content of one entry and proves it: sizes, checksum, descriptor, and that the packed bytes are used to the last.</summary>
internal sealed class ZipEntryReader(ReadOnlyMemory<byte> container, InspectionLimits limits, AnomalyList anomalies, CancellationToken cancellation)
{
    private const int Stored = 0;
    private const int Deflated = 8;
    private const ushort Encrypted = 1;

    // What build tools for Android leave behind when they replace an entry in place.
    private const int NoMethod = 0xffff;

    // Two hints of the compressor, descriptor, UTF-8.
    private const ushort KnownFlags = 0x080e;

    // Most that Deflate can make of one byte. Who claims more lies about a size, and is caught at that.
    private const int LargestRatio = 1032;
    private const long RatioIsCheckedFrom = 1 << 20;

    // Packages carry the same documentation and the same libraries for several frameworks: what was unpacked and proved once is known.
    private readonly Dictionary<(uint Crc, long Packed, long Unpacked), (ReadOnlyMemory<byte> Packed, ReadOnlyMemory<byte> Content)> _proved = [];
    private readonly Inflater _inflater = new();

    /// <summary>Compares the local header with the central one, which everything was judged by so far.</summary>
    public void Compare(ZipHeader central, ZipHeader local, string name)
    {
        if (local.Method == NoMethod && local.Crc == 0 && local.Packed == 0 && central.Name.Span.SequenceEqual(local.Name.Span))
        {
            anomalies.Reject(AnomalyCodes.ZipLocalVoid, local.Offset, name, "The local header names a method that does not exist, and no checksum and size.");
            return;
        }

        List<string> differing = [];
        if (!central.Name.Span.SequenceEqual(local.Name.Span))
        {
            differing.Add($"name «{ZipNames.Decode(local)}»");
        }

        if (central.Flags != local.Flags)
        {
            differing.Add($"flags {local.Flags:x4} for {central.Flags:x4}");
        }

        if (central.Method != local.Method)
        {
            differing.Add($"method {local.Method} for {central.Method}");
        }

        // With a descriptor the local values may be left out.
        AddValue("checksum", central.Crc, local.Crc);
        AddValue("packed size", central.Packed, local.Packed);
        AddValue("size", central.Unpacked, local.Unpacked);
        if (differing.Count > 0)
        {
            anomalies.Reject(
                AnomalyCodes.ZipLocalCentral, local.Offset, name, $"The local header says otherwise than the directory: {string.Join(", ", differing)}.");
        }

        void AddValue(string title, long there, long here)
        {
            if (here != there && !(local.HasDescriptor && here == 0))
            {
                differing.Add($"{title} {here} for {there}");
            }
        }
    }

    /// <summary>The descriptor (APPNOTE 4.3.9), in what lies between content and next structure; gives its length.</summary>
    public int ReadDescriptor(ZipHeader central, ZipHeader local, ReadOnlySpan<byte> gap, long offset, string name)
    {
        bool hasMark = gap.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(gap) == ZipSignatures.Descriptor;

        // A checksum may look like the mark, so the length decides where it can.
        foreach ((int mark, int width) in (ReadOnlySpan<(int, int)>)[(4, 4), (0, 4), (4, 8), (0, 8)])
        {
            int length = mark + 4 + (2 * width);
            if (gap.Length < length || (mark == 4 && !hasMark) || (width == 8 && !local.HasZip64))
            {
                continue;
            }

            ReadOnlySpan<byte> values = gap[mark..];
            ulong packed = width == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(values[4..]) : BinaryPrimitives.ReadUInt64LittleEndian(values[4..]);
            ulong unpacked = width == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(values[8..]) : BinaryPrimitives.ReadUInt64LittleEndian(values[12..]);
            if (BinaryPrimitives.ReadUInt32LittleEndian(values) == central.Crc
                && packed == (ulong)central.Packed && unpacked == (ulong)central.Unpacked)
            {
                return length;
            }
        }

        anomalies.Reject(AnomalyCodes.ZipDescriptor, offset, name, "No data descriptor that agrees with the directory follows the content.");
        return gap.Length >= 16 && hasMark ? 16 : Math.Min(12, gap.Length);
    }

    /// <summary>The content, as far as it can be read.</summary>
    public ReadOnlyMemory<byte> ReadContent(ZipHeader central, int start, long available, string name)
    {
        if ((central.Flags & ~KnownFlags) != 0)
        {
            anomalies.Reject(
                AnomalyCodes.ZipFlags,
                central.Offset,
                name,
                (central.Flags & Encrypted) != 0 ? "The entry is encrypted." : $"The entry has flags {central.Flags:x4} that installers do not know.");
        }

        if (central.Method is not (Stored or Deflated))
        {
            anomalies.Reject(AnomalyCodes.ZipMethod, central.Offset, name, $"The entry is packed with method {central.Method}.");
            return default;
        }

        ReadOnlyMemory<byte> packed = container.Slice(start, (int)Math.Min(central.Packed, available));
        if (packed.Length < central.Packed)
        {
            anomalies.Reject(AnomalyCodes.ZipSize, start, name, $"The entry has {packed.Length} packed bytes, the directory says {central.Packed}.");
        }

        if (central.Unpacked > limits.FileBytes)
        {
            throw new LimitReachedException(AnomalyCodes.LimitFile, $"«{name}» has {central.Unpacked} bytes, more than {limits.FileBytes}.");
        }

        long ratio = central.Unpacked / Math.Max(1, central.Packed);
        if (central.Unpacked > RatioIsCheckedFrom && ratio > limits.Ratio && ratio <= LargestRatio)
        {
            throw new LimitReachedException(AnomalyCodes.LimitRatio, $"«{name}» gives more than {limits.Ratio} bytes for each packed one.");
        }

        var key = (central.Crc, central.Packed, central.Unpacked);
        if (central.Method == Deflated && _proved.TryGetValue(key, out var twin) && twin.Packed.Span.SequenceEqual(packed.Span))
        {
            return twin.Content;
        }

        int before = anomalies.Count;
        ReadOnlyMemory<byte> content = central.Method == Stored ? ReadStored(central, packed, name) : Inflate(central, packed, start, name);
        uint crc = Crc32.Of(content.Span);
        if (crc != central.Crc)
        {
            anomalies.Reject(AnomalyCodes.ZipChecksum, central.Offset, name, $"CRC-32 of the content is {crc:x8}, the directory says {central.Crc:x8}.");
        }

        if (central.Method == Deflated && anomalies.Count == before && packed.Length == central.Packed)
        {
            _proved.TryAdd(key, (packed, content));
        }

        return content;
    }

    private ReadOnlyMemory<byte> ReadStored(ZipHeader central, ReadOnlyMemory<byte> packed, string name)
    {
        if (central.Packed != central.Unpacked)
        {
            anomalies.Reject(
                AnomalyCodes.ZipSize, central.Offset, name, $"The entry is stored, and {central.Packed} packed bytes are not its {central.Unpacked}.");
        }

        return packed;
    }

    private ReadOnlyMemory<byte> Inflate(ZipHeader central, ReadOnlyMemory<byte> packed, int start, string name)
    {
        // A size that the packed bytes cannot give must not make us ask for memory.
        long room = Math.Min(central.Unpacked, (packed.Length + 8L) * LargestRatio);
        byte[] content = LargeObjects.Array((int)room);
        int written = 0;
        _inflater.Start(packed, cancellation);
        InflateStatus status = _inflater.Advance(content, ref written);
        string? wrong = status switch
        {
            InflateStatus.NeedsRoom => $"The content goes on after the {central.Unpacked} bytes that the directory says.",
            InflateStatus.Done when written != central.Unpacked => $"The content has {written} bytes, the directory says {central.Unpacked}.",
            InflateStatus.Done when _inflater.Consumed != central.Packed =>
                $"The content ends after {_inflater.Consumed} of {central.Packed} packed bytes.",
            _ => null,
        };
        if (wrong is not null)
        {
            anomalies.Reject(AnomalyCodes.ZipSize, start, name, wrong);
        }
        else if (status != InflateStatus.Done)
        {
            anomalies.Reject(AnomalyCodes.ZipDeflate, start, name, $"The Deflate stream is broken or cut after {written} bytes of content.");
        }

        return content.AsMemory(0, written);
    }
}
