using PackageWall.Inspection.Languages.Native;
using Shouldly;

namespace PackageWall.Inspection.Tests.Languages.Native;

/// <summary>Text among the bytes of programs is found where a letter by letter look finds it.</summary>
public sealed class PrintableRunsTests
{
    private const int Least = 6;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Finds_what_a_plain_look_finds(bool isWide)
    {
        Random random = new(17);
        for (int round = 0; round < 2_000; round++)
        {
            byte[] content = Bytes(random, random.Next(200));
            int from = random.Next(3);
            PrintableRuns.Next(content, from, isWide, Least).ShouldBe(Plainly(content, from, isWide), $"round {round}");
        }
    }

    [Theory]
    [InlineData(58)]
    [InlineData(59)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1_000)]
    public void A_text_across_the_end_of_a_block_is_found(int place)
    {
        byte[] content = new byte[place + Least];
        content.AsSpan(place).Fill((byte)'a');
        PrintableRuns.Next(content, 0, isWide: false, Least).ShouldBe(place);
    }

    [Fact]
    public void Half_a_letter_at_the_end_is_none() =>
        PrintableRuns.Next("a\0b\0c\0d\0e\0f"u8, 0, isWide: true, Least).ShouldBe(-1);

    // Letters and zeros are common, so that there are runs of all lengths.
    private static byte[] Bytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        bool isText = false;
        for (int i = 0; i < length; i++)
        {
            isText = random.Next(8) == 0 ? !isText : isText;
            bytes[i] = isText ? (byte)random.Next(0x20, 0x7f) : random.Next(3) == 0 ? (byte)random.Next(256) : (byte)0;
            if (isText && random.Next(2) == 0 && i + 1 < length)
            {
                bytes[++i] = 0;
            }
        }

        return bytes;
    }

    private static int Plainly(byte[] content, int from, bool isWide)
    {
        int step = isWide ? 2 : 1;
        for (int start = from; start + (Least * step) <= content.Length; start += step)
        {
            if (Enumerable.Range(0, Least).All(letter => PrintableRuns.IsLetter(content, start + (letter * step), isWide)))
            {
                return start;
            }
        }

        return -1;
    }
}
