using System.IO.Compression;
using PackageWall.Core.Blobs;

namespace PackageWall.Core.Intake;

/// <summary>Takes the core metadata out of a wheel (PEP 658), so that it can be served beside it and is really there.</summary>
internal static class WheelMetadata
{
    private const int MaxBytes = 8 << 20;

    /// <summary>The bytes of <c>*.dist-info/METADATA</c>, or null when the wheel has none or several.</summary>
    public static byte[]? Read(ReadOnlyMemory<byte> wheel)
    {
        try
        {
            // The strict reader has read the archive before; one that it found ambiguous is held and never gets here.
            using var stream = new PinnedStream(wheel);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            ZipArchiveEntry[] found = [.. archive.Entries.Where(entry =>
                entry.FullName.EndsWith(".dist-info/METADATA", StringComparison.Ordinal) && entry.FullName.Count(c => c == '/') == 1)];
            if (found.Length != 1 || found[0].Length > MaxBytes)
            {
                return null;
            }

            using Stream content = found[0].Open();
            var result = new MemoryStream();
            content.CopyTo(result);
            return result.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
