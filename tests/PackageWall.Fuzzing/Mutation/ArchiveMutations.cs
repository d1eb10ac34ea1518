using System.IO.Compression;
using PackageWall.Inspection;
using PackageWall.Inspection.Archives;
using PackageWall.Testing.Archives;

namespace PackageWall.Fuzzing.Mutation;

/// <summary>Changes that know tar, gzip and zip: fields of headers with sums put right or not, contents under a container that stays whole.</summary>
internal static class ArchiveMutations
{
    private static readonly InspectionLimits Small = new() { UnpackedBytes = 2 << 20, FileBytes = 1 << 20, Entries = 200 };

    /// <summary>One change.</summary>
    public static byte[] Mutate(byte[] input, Random random, Func<byte[], byte[]> mutateContent)
    {
        if (input.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return random.Next(8) == 0 ? GzipFields(input, random) : Packed(input, random, inner => Mutate(inner, random, mutateContent));
        }

        bool isZip = input.AsSpan().StartsWith("PK"u8);
        return random.Next(2) == 0
            ? Rebuilt(input, isZip, random, mutateContent)
            : isZip ? ZipMutations.Field(input, random) : TarMutations.Mutate(input, random, mutateContent);
    }

    private static byte[] GzipFields(byte[] input, Random random)
    {
        byte[] changed = [.. input];
        int at = random.Next(2) == 0 ? random.Next(Math.Min(12, changed.Length)) : changed.Length - 1 - random.Next(Math.Min(9, changed.Length));
        changed[at] = (byte)random.Next(256);
        return random.Next(4) == 0 ? [.. changed, .. input] : changed;
    }

    private static byte[] Packed(byte[] input, Random random, Func<byte[], byte[]> mutate)
    {
        byte[] inner = Unpacked(input);
        return inner.Length == 0 ? GzipFields(input, random) : GzipBuilder.Pack(mutate(inner));
    }

    private static byte[] Unpacked(byte[] input)
    {
        byte[] inner = new byte[1 << 20];
        try
        {
            using GZipStream stream = new(new MemoryStream(input), CompressionMode.Decompress);
            return inner[..stream.ReadAtLeast(inner, inner.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>The same files in a container made anew, with one of them changed.</summary>
    private static byte[] Rebuilt(byte[] input, bool isZip, Random random, Func<byte[], byte[]> mutateContent)
    {
        List<(string Path, byte[] Content)> files =
            [.. ArchiveReader.Read(input, null, Small, CancellationToken.None).Entries.Where(entry => entry.Kind == ArchiveEntryKind.File && entry.Path.Length is > 0 and < 90).Select(entry => (entry.Path, entry.Content.ToArray()))];
        if (files.Count == 0)
        {
            return mutateContent(input);
        }

        int at = random.Next(files.Count);
        switch (random.Next(8))
        {
            case 0:
                files.Add(files[at]);
                break;
            case 1:
                files.RemoveAt(at);
                break;
            case 2:
                files[at] = (files[random.Next(files.Count)].Path, files[at].Content);
                break;
            case 3:
                files[at] = (files[at].Path, input);
                break;
            default:
                files[at] = (files[at].Path, mutateContent(files[at].Content));
                break;
        }

        return isZip ? HonestArchives.Zip(files) : HonestArchives.Tar(files);
    }
}
