using System.Formats.Tar;
using System.IO.Compression;

namespace PackageWall.Testing.Packages;

/// <summary>Writes files as npm and Python tools write their gzipped tars: one top folder, plain entries, one fixed time.</summary>
internal static class TarGz
{
    /// <summary>The time that npm gives every entry, so that the same files give the same bytes.</summary>
    public static DateTimeOffset Time { get; } = new(1985, 10, 26, 8, 15, 0, TimeSpan.Zero);

    public static byte[] Write(IEnumerable<(string Path, byte[] Content, bool IsExecutable)> files, TarEntryFormat format)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        using (var tar = new TarWriter(gzip, format))
        {
            foreach ((string path, byte[] content, bool executable) in files)
            {
                TarEntry entry = format == TarEntryFormat.Ustar
                    ? new UstarTarEntry(TarEntryType.RegularFile, path)
                    : new PaxTarEntry(TarEntryType.RegularFile, path);
                entry.ModificationTime = Time;
                entry.Mode = (UnixFileMode)Convert.ToInt32(executable ? "755" : "644", 8);
                using var data = new MemoryStream(content, writable: false);
                entry.DataStream = data;
                tar.WriteEntry(entry);
            }
        }

        return bytes.ToArray();
    }
}
