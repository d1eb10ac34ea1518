using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace PackageWall.Benchmarks.Inspections;

/// <summary>What any mirror must do: unpack an archive with .NET's own readers and hash the archive and what is in it.</summary>
internal static class PlainUnpacking
{
    /// <summary>Reads all; returns how many bytes were inside.</summary>
    public static long Run(byte[] archive, string name)
    {
        SHA256.HashData(archive);
        using MemoryStream stream = new(archive, writable: false);
        byte[] buffer = new byte[64 << 10];
        long sum = 0;
        if (name.EndsWith(".tgz", StringComparison.Ordinal) || name.EndsWith(".tar.gz", StringComparison.Ordinal))
        {
            using GZipStream gzip = new(stream, CompressionMode.Decompress);
            using TarReader tar = new(gzip);
            try
            {
                while (tar.GetNextEntry() is { } entry)
                {
                    sum += entry.DataStream is null ? 0 : Hash(entry.DataStream, buffer);
                }
            }
            catch (OverflowException)
            {
                // The in-box reader stops at garbage in owner fields (statuses 1.5.0 and two others); what came before is counted.
            }

            return sum;
        }

        using ZipArchive zip = new(stream, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream data = entry.Open();
            sum += Hash(data, buffer);
        }

        return sum;
    }

    private static long Hash(Stream data, byte[] buffer)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long sum = 0;
        int read;
        while ((read = data.Read(buffer)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            sum += read;
        }

        hash.GetHashAndReset();
        return sum;
    }
}
