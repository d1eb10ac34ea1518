using System.IO.Compression;
using PackageWall.Inspection.Archives.Deflate;

namespace PackageWall.Inspection.Tests.Archives.Deflate;

public sealed class InflaterTests
{
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Gives_back_what_the_framework_packed_and_says_where_it_ends(CompressionLevel level)
    {
        Random random = new(7);
        for (int round = 0; round < 150; round++)
        {
            byte[] plain = Samples.Bytes(random, random.Next(4) == 0 ? random.Next(300_000) : random.Next(3_000));
            byte[] packed = Samples.Deflate(plain, level);
            byte[] tail = new byte[random.Next(40)];
            random.NextBytes(tail);

            Unpacked unpacked = Unpack([.. packed, .. tail], plain.Length);

            unpacked.Status.ShouldBe(InflateStatus.Done);
            unpacked.Bytes.AsSpan().SequenceEqual(plain).ShouldBeTrue();
            unpacked.Consumed.ShouldBe(packed.Length);
        }
    }

    [Fact]
    public void Goes_on_when_the_buffer_is_made_larger_at_any_point()
    {
        Random random = new(8);
        for (int round = 0; round < 100; round++)
        {
            byte[] plain = Samples.Bytes(random, random.Next(1, 50_000));
            Inflater inflater = new();
            inflater.Start(Samples.Deflate(plain, CompressionLevel.Optimal), CancellationToken.None);
            byte[] buffer = new byte[plain.Length];
            int written = 0;
            for (int room = 0; room < plain.Length; room = Math.Min(plain.Length, room + random.Next(1, 5_000)))
            {
                inflater.Advance(buffer.AsSpan(0, room), ref written).ShouldBe(InflateStatus.NeedsRoom);
            }

            inflater.Advance(buffer, ref written).ShouldBe(InflateStatus.Done);
            buffer.SequenceEqual(plain).ShouldBeTrue();
        }
    }

    [Fact]
    public void Never_ends_well_on_a_stream_that_was_cut()
    {
        Random random = new(9);
        byte[] plain = Samples.Bytes(random, 5_000);
        byte[] packed = Samples.Deflate(plain, CompressionLevel.Optimal);
        for (int length = 0; length < packed.Length; length++)
        {
            Unpack(packed[..length], plain.Length).Status.ShouldNotBe(InflateStatus.Done);
        }
    }

    [Fact]
    public void Agrees_with_the_framework_on_damaged_streams()
    {
        Random random = new(10);
        int agreed = 0;
        for (int round = 0; round < 4_000; round++)
        {
            byte[] plain = Samples.Bytes(random, random.Next(1, 600));
            byte[] packed = Samples.Deflate(plain, round % 2 == 0 ? CompressionLevel.Optimal : CompressionLevel.Fastest);
            for (int flips = random.Next(1, 4); flips > 0; flips--)
            {
                packed[random.Next(Math.Min(packed.Length, 80))] ^= (byte)(1 << random.Next(8));
            }

            agreed += Compare(packed, round) ? 1 : 0;
        }

        agreed.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void Agrees_with_the_framework_on_random_bits()
    {
        Random random = new(11);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] noise = new byte[random.Next(1, 60)];
            random.NextBytes(noise);
            Compare(noise, round);
        }
    }

    // The framework takes a stream that ends early for one that ends, so only what one of the two calls wrong or done is compared.
    private static bool Compare(byte[] packed, int round)
    {
        byte[]? theirs = InBox(packed);
        Unpacked ours = Unpack(packed, 1 << 20);
        if (ours.Status is InflateStatus.Truncated or InflateStatus.NeedsRoom)
        {
            return false;
        }

        (ours.Status == InflateStatus.Done).ShouldBe(theirs is not null, $"round {round}: {ours.Status} {Convert.ToHexString(packed)}");
        if (theirs is not null)
        {
            ours.Bytes.AsSpan().SequenceEqual(theirs).ShouldBeTrue($"round {round}");
        }

        return true;
    }

    private static Unpacked Unpack(byte[] packed, int room)
    {
        Inflater inflater = new();
        inflater.Start(packed, CancellationToken.None);
        byte[] buffer = new byte[room];
        int written = 0;
        InflateStatus status = inflater.Advance(buffer, ref written);
        return new Unpacked(status, buffer[..written], inflater.Consumed);
    }

    // Null when the framework refuses it.
    private static byte[]? InBox(byte[] packed)
    {
        try
        {
            using DeflateStream stream = new(new MemoryStream(packed), CompressionMode.Decompress);
            using MemoryStream plain = new();
            stream.CopyTo(plain);
            return plain.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private sealed record Unpacked(InflateStatus Status, byte[] Bytes, int Consumed);
}
