using PackageWall.Core.Caching;

namespace PackageWall.Core.Tests.Caching;

public sealed class ClockCacheTests
{
    [Fact]
    public void What_does_not_fit_lets_the_oldest_go_and_spares_what_was_used()
    {
        var cache = new ClockCache<string, string>(30);
        cache.Set("a", "A", 10);
        cache.Set("b", "B", 10);
        cache.Set("c", "C", 10);
        cache.TryGet("a", out _).ShouldBeTrue();

        cache.Set("d", "D", 10);

        cache.TryGet("b", out _).ShouldBeFalse();
        cache.TryGet("a", out string? kept).ShouldBeTrue();
        kept.ShouldBe("A");
        cache.Bytes.ShouldBe(30);
        cache.Evicted.ShouldBe(1);
    }

    [Fact]
    public void A_value_that_is_replaced_gives_its_room_back()
    {
        var cache = new ClockCache<string, string>(100);
        for (int i = 0; i < 10_000; i++)
        {
            cache.Set("a", $"{i}", 60);
        }

        cache.Bytes.ShouldBe(60);
        cache.Evicted.ShouldBe(0);
        cache.TryGet("a", out string? last).ShouldBeTrue();
        last.ShouldBe("9999");
    }

    [Fact]
    public void A_value_larger_than_all_room_is_not_kept()
    {
        var cache = new ClockCache<string, string>(100);
        cache.Set("a", "A", 10);
        cache.Set("b", "B", 101);

        cache.TryGet("b", out _).ShouldBeFalse();
        cache.Bytes.ShouldBeLessThanOrEqualTo(100);
    }

    [Fact]
    public void Only_the_value_that_is_meant_is_removed()
    {
        var cache = new ClockCache<string, string>(100);
        string first = new('a', 3);
        cache.Set("a", first, 10);
        cache.Set("a", "other", 10);

        cache.Remove("a", first);
        cache.TryGet("a", out _).ShouldBeTrue();
        cache.Remove("a", "other");
        cache.TryGet("a", out _).ShouldBeFalse();
        cache.Bytes.ShouldBe(0);
    }

    [Fact]
    public async Task Many_at_once_keep_the_bound_and_the_count()
    {
        var cache = new ClockCache<int, string>(1_000);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(lane => Task.Run(() =>
        {
            var random = new Random(lane);
            for (int i = 0; i < 20_000; i++)
            {
                int key = random.Next(300);
                if (!cache.TryGet(key, out string? found))
                {
                    cache.Set(key, "x", 10);
                }
                else if (i % 100 == 0)
                {
                    cache.Remove(key, found);
                }
            }
        })));

        cache.Bytes.ShouldBe(cache.Count * 10);
        cache.Bytes.ShouldBeLessThanOrEqualTo(1_000);
    }
}
