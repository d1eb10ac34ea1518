using PackageWall.Testing.Archives;

namespace PackageWall.Inspection.Tests.Archives;

/// <summary>Archives with mistakes where they matter: in header fields, with checksums made right again.</summary>
internal static class Fuzz
{
    private static readonly int[] Places = [0, 99, 100, 108, 124, 130, 135, 136, 147, 156, 157, 256, 257, 262, 263, 264, 265, 329, 345, 346, 474, 475, 476, 488, 500, 511];
    private static readonly char[] Types = ['0', '0', '0', '\0', '1', '2', '5', '7', 'x', 'g', 'L', 'K', 'S', 'Z'];
    private static readonly string[] PaxKeys = ["path", "size", "linkpath", "mtime", "comment", "uid", "uname", "mode", "type", "GNU.sparse.size"];

    /// <summary>A tar of a few entries of random types and random fields.</summary>
    public static byte[] Tar(Random random)
    {
        TarBuilder tar = new();
        for (int entries = random.Next(1, 5); entries > 0; entries--)
        {
            switch (random.Next(8))
            {
                case 0:
                    tar.Pax(random.Next(6) == 0 ? 'g' : 'x', [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => (PaxKeys[random.Next(PaxKeys.Length)], PaxValue(random)))]);
                    break;
                case 1:
                    tar.Long(random.Next(4) == 0 ? 'K' : 'L', $"package/long{random.Next(3)}");
                    break;
                case 2 when random.Next(2) == 0:
                    tar.End(1);
                    break;
                default:
                    tar.Add(Record(random));
                    break;
            }
        }

        tar.End(random.Next(12) == 0 ? 1 : random.Next(12) == 0 ? 0 : 2);
        return random.Next(8) == 0 ? tar.Add("package/late.js", "late").End().ToArray() : tar.ToArray();
    }

    /// <summary>A zip with a few changed bytes in its headers, or a few lies.</summary>
    public static byte[] Zip(Random random)
    {
        ZipItem[] items = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new ZipItem
        {
            Name = $"pkg/{(char)('a' + random.Next(6))}{i}.py",
            Content = Samples.Bytes(random, random.Next(200)),
            IsStored = random.Next(3) == 0,
            HasDescriptor = random.Next(4) == 0,
            Local = random.Next(6) == 0 ? new ZipFields { Name = "pkg/z.py"u8.ToArray() } : new(),
            Before = random.Next(12) == 0 ? [1, 2, 3] : [],
            IsOnlyLocal = i > 0 && random.Next(12) == 0,
        })];
        byte[] zip = new ZipBuilder { Items = items, Comment = random.Next(12) == 0 ? new byte[30] : [] }.ToArray();
        for (int changes = random.Next(3); changes > 0; changes--)
        {
            // Mostly in the directory and the end, which stand last.
            int at = random.Next(2) == 0 ? random.Next(zip.Length) : Math.Max(0, zip.Length - 1 - random.Next(150));
            zip[at] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => 0, _ => (byte)(zip[at] ^ (1 << random.Next(8))) };
        }

        return zip;
    }

    private static string PaxValue(Random random) => random.Next(5) switch
    {
        0 => "512",
        1 => "0",
        2 => string.Empty,
        3 => "package/pax.js\n21 path=package/b.js",
        _ => $"package/pax{random.Next(3)}.js",
    };

    private static TarRecord Record(Random random)
    {
        byte[] inner = random.Next(3) == 0 ? new TarBuilder().Add("package/inner.js", "inner").ToArray() : Samples.Bytes(random, random.Next(700));
        return new TarRecord
        {
            Name = $"package/{(char)('a' + random.Next(5))}{(random.Next(10) == 0 ? "/" : ".js")}",
            Type = random.Next(2) == 0 ? '0' : Types[random.Next(Types.Length)],
            Content = inner,
            Size = random.Next(8) == 0 ? random.Next(1100) : null,
            LinkName = random.Next(10) == 0 ? "package/link" : string.Empty,
            Prefix = random.Next(8) == 0 ? "prefix" : string.Empty,
            Magic = random.Next(8) switch { 0 => "ustar  \0", 1 => "\0\0\0\0\0\0\0\0", 2 => "ustar\0  ", _ => "ustar\000" },
            Change = header => Change(header, random),
            Break = random.Next(15) == 0 ? header => header[148 + random.Next(8)] = (byte)random.Next(256) : null,
        };
    }

    private static void Change(byte[] header, Random random)
    {
        for (int changes = random.Next(3); changes > 0; changes--)
        {
            int at = random.Next(2) == 0 ? Places[random.Next(Places.Length)] : random.Next(512);
            header[at] = random.Next(5) switch
            {
                0 => 0,
                1 => (byte)' ',
                2 => (byte)random.Next(128, 256),
                3 => (byte)'\n',
                _ => (byte)random.Next(32, 127),
            };
        }
    }
}
