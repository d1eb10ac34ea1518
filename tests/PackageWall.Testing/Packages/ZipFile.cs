using System.IO.Compression;

namespace PackageWall.Testing.Packages;

/// <summary>Writes files as wheels and NuGet packages hold them.</summary>
internal static class ZipFile
{
    private static readonly DateTimeOffset Time = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Write(IEnumerable<(string Path, byte[] Content, bool IsExecutable)> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string path, byte[] content, bool executable) in files)
            {
                ZipArchiveEntry entry = zip.CreateEntry(path, content.Length == 0 ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
                entry.LastWriteTime = Time;
                entry.ExternalAttributes = (0x8000 | Convert.ToInt32(executable ? "755" : "644", 8)) << 16;
                using Stream stream = entry.Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
