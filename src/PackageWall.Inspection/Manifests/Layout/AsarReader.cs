using System.Buffers.Binary;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Manifests.Json;

namespace PackageWall.Inspection.Manifests.Layout;

/// <summary>Reads Electron's archives: a pickled length, a JSON header that names offsets, then the files one after another (electron/asar README, "Format").</summary>
internal static class AsarReader
{
    public static ArchiveReading Read(ReadOnlyMemory<byte> container, InspectionLimits limits)
    {
        var entries = new List<ArchiveEntry>();
        var anomalies = new List<ArchiveAnomaly>();
        ReadOnlySpan<byte> bytes = container.Span;
        uint header = bytes.Length < 16 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        uint json = bytes.Length < 16 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        if (json == 0 || json > header || 8L + header > bytes.Length || 16L + json > bytes.Length)
        {
            anomalies.Add(LayoutAnomalies.Of("asar.header", AnomalySeverity.Reject, null, "The header does not fit the file."));
            return new ArchiveReading { Format = "asar", Entries = entries, Anomalies = anomalies };
        }

        JsonReading reading = StrictJson.Read(container.Slice(16, (int)json));
        var waiting = new Stack<(string Path, JsonValue Node)>();
        waiting.Push(("", reading.Root));
        long total = 0;
        while (waiting.TryPop(out var next))
        {
            if (next.Node["files"] is { IsObject: true } files)
            {
                foreach (JsonMember member in files.Members)
                {
                    waiting.Push(($"{next.Path}/{member.Name}", member.Value));
                }
            }
            else if (next.Node["offset"]?.Text is { } offset && next.Node["size"]?.Text is { } size)
            {
                if (!long.TryParse(offset, out long start) || !long.TryParse(size, out long length) || start < 0 || length < 0
                    || start > bytes.Length || length > bytes.Length || 8L + header + start + length > bytes.Length
                    || (total += length) > limits.UnpackedBytes || entries.Count >= limits.Entries)
                {
                    anomalies.Add(LayoutAnomalies.Of("asar.range", AnomalySeverity.Reject, next.Path, "A file outside the archive, or more than the limit."));
                    continue;
                }

                entries.Add(new ArchiveEntry
                {
                    Path = next.Path.TrimStart('/'), Kind = ArchiveEntryKind.File, Content = container.Slice((int)(8 + header + start), (int)length),
                });
            }
        }

        if (!reading.IsStrict)
        {
            anomalies.Add(LayoutAnomalies.Of("asar.json", AnomalySeverity.Reject, null, "The header is not plain JSON."));
        }

        return new ArchiveReading { Format = "asar", Entries = entries, Anomalies = anomalies, UnpackedBytes = total };
    }
}
