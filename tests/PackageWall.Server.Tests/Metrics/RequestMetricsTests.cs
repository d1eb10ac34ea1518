using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PackageWall.Core.Feeds;
using PackageWall.Core.Metrics;
using PackageWall.EndToEnd.Tests.Npm;
using PackageWall.Server.Metrics;

namespace PackageWall.Server.Tests.Metrics;

/// <summary>What counting costs a request.</summary>
public sealed class RequestMetricsTests : IAsyncLifetime
{
    private NpmWorld _world = null!;

    public async Task InitializeAsync() => _world = await NpmWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData(200)]
    [InlineData(304)]
    public void Counting_an_answer_that_serves_allocates_nothing(int status)
    {
        RequestMetrics metrics = _world.Wall.Services.GetRequiredService<RequestMetrics>();
        Feed feed = _world.Wall.Services.GetRequiredService<FeedCatalog>().All.Single();
        var context = new DefaultHttpContext { Response = { StatusCode = status, ContentLength = status == 200 ? 1000 : null } };

        Allocated(() => metrics.Answered(context, feed, "react/-/react-19.0.0.tgz")).ShouldBe(0);
    }

    [Fact]
    public void Counting_a_look_up_allocates_nothing()
    {
        DocumentMetrics metrics = _world.Wall.Services.GetRequiredService<DocumentMetrics>();

        Allocated(() =>
        {
            metrics.LookedUp(DocumentCacheName.Rewritten, DocumentLookup.Memory);
            metrics.LookedUp(DocumentCacheName.Upstream, DocumentLookup.Miss);
        }).ShouldBe(0);
    }

    [Fact]
    public void Other_listeners_see_the_same_numbers()
    {
        var seen = new List<(string, long)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == MetricNames.DocumentLookups && ReferenceEquals(instrument.Meter.Scope, _world.Wall.Services.GetRequiredService<IMeterFactory>()))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => seen.Add(($"{tags[0].Value} {tags[1].Value}", value)));
        listener.Start();

        _world.Wall.Services.GetRequiredService<DocumentMetrics>().LookedUp(DocumentCacheName.Upstream, DocumentLookup.Disk);
        listener.RecordObservableInstruments();

        seen.Count.ShouldBe(6);
        seen.ShouldContain(("upstream disk", 1));
    }

    private static long Allocated(Action count)
    {
        // Compiled and filled first.
        for (int i = 0; i < 100; i++)
        {
            count();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            count();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
