using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PackageWall.Core.Prefetch;
using PackageWall.Packages;
using PackageWall.Testing.Time;

namespace PackageWall.Core.Tests.Prefetch;

public sealed class PrefetchHitsTests
{
    private static readonly PackageName Package = PackageName.Parse(Ecosystem.Npm, "pw-demo");

    private readonly ShiftedTimeProvider _time = new();
    private readonly PrefetchMetrics _metrics = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
    private readonly PrefetchHits _hits;

    public PrefetchHitsTests() => _hits = new PrefetchHits(_metrics, _time);

    [Fact]
    public void What_is_asked_for_counts_once()
    {
        _hits.Begun("npm", Package, "pw-demo-1.0.0.tgz");

        _hits.Asked("npm", Package, "pw-demo-1.0.1.tgz");
        _hits.Asked("npm", Package, "pw-demo-1.0.0.tgz");
        _hits.Asked("npm", Package, "pw-demo-1.0.0.tgz");

        _metrics[PrefetchOutcome.Hit].ShouldBe(1);
    }

    [Fact]
    public void What_nobody_asks_for_in_half_an_hour_was_for_nothing()
    {
        _hits.Begun("npm", Package, "pw-demo-1.0.0.tgz");
        _hits.Sweep();
        _metrics[PrefetchOutcome.Wasted].ShouldBe(0);

        _time.Advance(TimeSpan.FromMinutes(31));
        _hits.Sweep();
        _hits.Asked("npm", Package, "pw-demo-1.0.0.tgz");

        _metrics[PrefetchOutcome.Wasted].ShouldBe(1);
        _metrics[PrefetchOutcome.Hit].ShouldBe(0);
    }

    [Fact]
    public void What_failed_is_neither()
    {
        _hits.Begun("npm", Package, "pw-demo-1.0.0.tgz");
        _hits.Failed("npm", Package, "pw-demo-1.0.0.tgz");

        _time.Advance(TimeSpan.FromHours(1));
        _hits.Sweep();

        _metrics[PrefetchOutcome.Wasted].ShouldBe(0);
    }
}
