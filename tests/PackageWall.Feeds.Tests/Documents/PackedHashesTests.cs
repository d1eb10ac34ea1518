using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.Tests.Documents;

public sealed class PackedHashesTests
{
    private static readonly ArtifactHash[] All =
    [
        new("sha512", new string('a', 128)), new("sha1", new string('b', 40)), new("sha256", new string('c', 64)), new("sha384", new string('d', 96)), new("md5", new string('e', 32)),
        new("sha3", "0123"), new("sha256", "abc"), new("sha256", new string('C', 64)), new("blake2b", "00"), new("sha512", new string('z', 128)),
    ];

    [Fact]
    public void Any_list_of_hashes_comes_out_as_it_went_in()
    {
        var random = new Random(3);
        for (int i = 0; i < 2000; i++)
        {
            ArtifactHash[] hashes = random.GetItems(i % 2 == 0 ? All : All[..5], random.Next(5));

            IReadOnlyList<ArtifactHash> packed = PackedHashes.Of(hashes);

            packed.ShouldBe(hashes);
            packed.Count.ShouldBe(hashes.Length);
            for (int place = 0; place < hashes.Length; place++)
            {
                packed[place].ShouldBe(hashes[place]);
            }

            Should.Throw<Exception>(() => packed[hashes.Length]);
            Should.Throw<Exception>(() => packed[-1]);
        }
    }
}
