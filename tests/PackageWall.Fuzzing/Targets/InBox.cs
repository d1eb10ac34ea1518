using System.Formats.Tar;
using System.IO.Compression;
using PackageWall.Fuzzing.Engine;
using PackageWall.Inspection.Archives;

namespace PackageWall.Fuzzing.Targets;

/// <summary>What the readers of the framework see. Ours must see as many files, or say that something is wrong.</summary>
internal static class InBox
{
    private const int Most = 16 << 20;

    /// <summary>Checks an archive that was read without a word against the framework's reader of the same container.</summary>
    public static void Compare(string format, ReadOnlyMemory<byte> input, IReadOnlyList<ArchiveEntry> entries, IEnumerable<ArchiveAnomaly> anomalies)
    {
        if (anomalies.Any(anomaly => anomaly.Severity != AnomalySeverity.Note))
        {
            return;
        }

        int theirs = 0;
        try
        {
            using MemoryStream stream = new(input.ToArray());
            theirs = format switch
            {
                ArchiveFormats.Zip => Zip(stream),
                ArchiveFormats.Tar => Tar(stream),
                ArchiveFormats.TarGzip => Tar(new GZipStream(stream, CompressionMode.Decompress)),
                _ => 0,
            };
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or OverflowException or EndOfStreamException or ArgumentException or NotSupportedException or IOException)
        {
            return;
        }

        int ours = entries.Count(entry => entry.Kind == ArchiveEntryKind.File);
        if (theirs > ours)
        {
            throw new ViolationException("missed-files", $"the framework sees {theirs} files in this {format}, ours {ours}, and nothing is said to be wrong");
        }
    }

    /// <summary>What the framework unpacks, or null when it refuses.</summary>
    public static byte[]? Inflate(ReadOnlyMemory<byte> input)
    {
        try
        {
            using DeflateStream stream = new(new MemoryStream(input.ToArray()), CompressionMode.Decompress);
            byte[] content = new byte[Most];
            return content[..stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static int Zip(Stream stream)
    {
        using ZipArchive archive = new(stream);
        return archive.Entries.Count(entry => entry.Name.Length > 0);
    }

    private static int Tar(Stream stream)
    {
        using TarReader reader = new(stream);
        int files = 0;
        while (reader.GetNextEntry() is { } entry)
        {
            files += entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile ? 1 : 0;
        }

        return files;
    }
}
