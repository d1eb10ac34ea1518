using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace PackageWall.Server.Rehearsals;

/// <summary>Packs made-up packages; the same files give the same bytes.</summary>
internal static class MadeUpArchives
{
    /// <summary>A gzipped tar, as npm packs.</summary>
    public static byte[] Tarball(IEnumerable<(string Path, byte[] Content)> files)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            foreach ((string path, byte[] content) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content), ModificationTime = MadeUpNames.LongAgo });
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A zip, as wheels and NuGet's packages are.</summary>
    /// <param name="files">Its files.</param>
    /// <param name="signature">One more at its end, as it is; before that the bytes are the same as without it.</param>
    public static byte[] Zip(IEnumerable<(string Path, byte[] Content)> files, (string Path, byte[] Content)? signature = null)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string path, byte[] content) in files)
            {
                Write(zip.CreateEntry(path, CompressionLevel.Fastest), content);
            }

            if (signature is { } last)
            {
                Write(zip.CreateEntry(last.Path, CompressionLevel.NoCompression), last.Content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A file of text.</summary>
    public static (string Path, byte[] Content) Text(string path, string text) => (path, Encoding.UTF8.GetBytes(text));

    private static void Write(ZipArchiveEntry entry, byte[] content)
    {
        entry.LastWriteTime = MadeUpNames.LongAgo;
        entry.ExternalAttributes = 0;
        using Stream stream = entry.Open();
        stream.Write(content);
    }
}
