using PackageWall.Inspection.Archives;
using PackageWall.Testing.Archives;

namespace PackageWall.Inspection.Tests.Archives;

public sealed class Crc32Tests
{
    [Fact]
    public void Gives_the_check_value_of_the_standard() => Crc32.Of("123456789"u8).ShouldBe(0xcbf43926u);

    [Fact]
    public void Agrees_with_the_plain_way_at_every_length_and_in_pieces()
    {
        Random random = new(3);
        for (int length = 0; length < 200; length++)
        {
            byte[] bytes = Samples.Bytes(random, length);
            int cut = random.Next(length + 1);

            Crc32.Of(bytes).ShouldBe(Checksums.Crc32(bytes));
            Crc32.Append(Crc32.Of(bytes.AsSpan(0, cut)), bytes.AsSpan(cut)).ShouldBe(Checksums.Crc32(bytes));
        }
    }
}
