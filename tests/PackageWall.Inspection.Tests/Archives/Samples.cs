using System.IO.Compression;
using System.Text;

namespace PackageWall.Inspection.Tests.Archives;

/// <summary>Bytes to pack, from a seed.</summary>
internal static class Samples
{
    /// <summary>A mixture of text, repetition and noise.</summary>
    public static byte[] Bytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        int kind = random.Next(4);
        for (int i = 0; i < length;)
        {
            int run = Math.Min(length - i, random.Next(1, 400));
            switch (kind == 3 ? random.Next(3) : kind)
            {
                case 0:
                    random.NextBytes(bytes.AsSpan(i, run));
                    break;
                case 1:
                    bytes.AsSpan(i, run).Fill((byte)random.Next(256));
                    break;
                default:
                    for (int j = 0; j < run; j++)
                    {
                        bytes[i + j] = (byte)"function return this; \n"[random.Next(23)];
                    }

                    break;
            }

            if (i > 40 && random.Next(3) == 0)
            {
                int distance = random.Next(1, Math.Min(i, 32_768));
                for (int j = 0; j < run; j++)
                {
                    bytes[i + j] = bytes[i + j - distance];
                }
            }

            i += run;
        }

        return bytes;
    }

    /// <summary>A raw Deflate stream.</summary>
    public static byte[] Deflate(ReadOnlySpan<byte> plain, CompressionLevel level = CompressionLevel.Optimal)
    {
        using MemoryStream packed = new();
        using (DeflateStream stream = new(packed, level, leaveOpen: true))
        {
            stream.Write(plain);
        }

        return packed.ToArray();
    }

    /// <summary>Text as UTF-8.</summary>
    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
