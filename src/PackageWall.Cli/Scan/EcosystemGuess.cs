using System.IO.Compression;
using System.Text;
using PackageWall.Packages;

namespace PackageWall.Cli.Scan;

/// <summary>Tells whose package an archive is, by its name and, where the name leaves it open, by the manifest in it.</summary>
internal static class EcosystemGuess
{
    private const int MostHeaders = 20_000;
    private const int Block = 512;

    /// <summary>The ecosystem, or null when nothing tells.</summary>
    public static Ecosystem? Of(string path, byte[] content)
    {
        string name = path.ToLowerInvariant();
        if (name.EndsWith(".nupkg", StringComparison.Ordinal))
        {
            return Ecosystem.NuGet;
        }

        if (name.EndsWith(".whl", StringComparison.Ordinal))
        {
            return Ecosystem.PyPi;
        }

        bool isTgz = name.EndsWith(".tgz", StringComparison.Ordinal);
        if (isTgz || name.EndsWith(".tar.gz", StringComparison.Ordinal))
        {
            // An archive that cannot be read here is still inspected: as what its name most often means.
            return ByManifest(TarNames(content)) ?? (isTgz ? Ecosystem.Npm : Ecosystem.PyPi);
        }

        return name.EndsWith(".zip", StringComparison.Ordinal) ? ByManifest(ZipNames(content)) ?? Ecosystem.PyPi : null;
    }

    private static Ecosystem? ByManifest(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            string[] parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries);
            switch (parts)
            {
                case [_, "package.json"]:
                    return Ecosystem.Npm;
                case [_, "PKG-INFO"] or [_, "setup.py"] or [_, "pyproject.toml"]:
                    return Ecosystem.PyPi;
                case [var only] when only.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase):
                    return Ecosystem.NuGet;
                case [var folder, "METADATA"] when folder.EndsWith(".dist-info", StringComparison.Ordinal):
                    return Ecosystem.PyPi;
            }
        }

        return null;
    }

    /// <summary>Names of a zip by its directory. Only a guess rests on it: the inspection reads the archive strictly by itself.</summary>
    private static List<string> ZipNames(byte[] content)
    {
        try
        {
            using ZipArchive zip = new(new MemoryStream(content), ZipArchiveMode.Read);
            return [.. zip.Entries.Take(MostHeaders).Select(entry => entry.FullName.Replace('\\', '/'))];
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return [];
        }
    }

    private static List<string> TarNames(byte[] content)
    {
        List<string> names = [];
        try
        {
            using GZipStream gzip = new(new MemoryStream(content), CompressionMode.Decompress);
            byte[] header = new byte[Block];
            byte[] skipped = new byte[64 * Block];
            while (names.Count < MostHeaders && gzip.ReadAtLeast(header, Block, throwOnEndOfStream: false) == Block && header[0] != 0)
            {
                names.Add(Text(header.AsSpan(0, 100)));
                long rest = (Octal(header.AsSpan(124, 12)) + Block - 1) / Block * Block;
                while (rest > 0)
                {
                    int read = gzip.Read(skipped, 0, (int)Math.Min(rest, skipped.Length));
                    if (read == 0)
                    {
                        return names;
                    }

                    rest -= read;
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return names;
        }

        return names;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    private static long Octal(ReadOnlySpan<byte> field)
    {
        long value = 0;
        foreach (byte digit in field)
        {
            if (digit is >= (byte)'0' and <= (byte)'7')
            {
                value = (value << 3) + digit - '0';
            }
        }

        return value;
    }
}
