using System.Buffers;
using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.Tests.Documents;

public sealed class PooledOutputTests
{
    [Fact]
    public void What_is_written_in_pieces_of_any_size_comes_out_in_order()
    {
        var random = new Random(5);
        using var output = new PooledOutput(10);
        var expected = new List<byte>();
        for (int i = 0; i < 400; i++)
        {
            byte[] piece = new byte[random.Next(i % 50 == 0 ? 200_000 : 2_000)];
            random.NextBytes(piece);
            expected.AddRange(piece);
            if (i % 3 == 0)
            {
                piece.CopyTo(output.GetMemory(piece.Length));
                output.Advance(piece.Length);
            }
            else
            {
                output.Write(piece);
            }
        }

        output.Length.ShouldBe(expected.Count);
        output.ToArray().ShouldBe(expected);
        output.Pieces.SelectMany(piece => piece.ToArray()).ShouldBe(expected);
    }

    [Fact]
    public void Nothing_written_is_nothing_and_more_than_was_given_is_an_error()
    {
        using var output = new PooledOutput(0);

        output.ToArray().ShouldBeEmpty();
        int room = output.GetSpan().Length;
        Should.Throw<ArgumentOutOfRangeException>(() => output.Advance(room + 1));
        Should.Throw<ArgumentOutOfRangeException>(() => output.Advance(-1));
    }

    [Fact]
    public void After_it_is_disposed_it_is_empty_and_can_be_disposed_again()
    {
        var output = new PooledOutput(100);
        output.Write("abc"u8);

        output.Dispose();
        output.Dispose();

        output.Length.ShouldBe(0);
        output.ToArray().ShouldBeEmpty();
    }
}
