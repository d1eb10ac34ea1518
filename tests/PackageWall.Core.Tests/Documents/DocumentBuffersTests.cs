using PackageWall.Core.Documents;

namespace PackageWall.Core.Tests.Documents;

public sealed class DocumentBuffersTests
{
    private const int TwoMegabytes = 2 << 20;

    [Fact]
    public async Task Of_large_ones_three_are_out_at_a_time_and_small_ones_do_not_wait()
    {
        using var buffers = new DocumentBuffers();
        IDisposable first = await buffers.RentAsync(TwoMegabytes, default);
        using IDisposable second = await buffers.RentAsync(TwoMegabytes, default);
        using IDisposable third = await buffers.RentAsync(TwoMegabytes, default);

        Task<DocumentBuffer> fourth = buffers.RentAsync(TwoMegabytes, default).AsTask();
        using IDisposable small = await buffers.RentAsync(1000, default);
        fourth.IsCompleted.ShouldBeFalse();

        first.Dispose();
        ((IDisposable)await fourth).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_nothing_along()
    {
        using var buffers = new DocumentBuffers();
        IDisposable[] all = [await buffers.RentAsync(TwoMegabytes, default), await buffers.RentAsync(TwoMegabytes, default), await buffers.RentAsync(TwoMegabytes, default)];
        using var end = new CancellationTokenSource();
        Task<DocumentBuffer> waiting = buffers.RentAsync(TwoMegabytes, end.Token).AsTask();

        await end.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);

        foreach (IDisposable one in all)
        {
            one.Dispose();
        }

        using IDisposable a = await buffers.RentAsync(TwoMegabytes, default);
        using IDisposable b = await buffers.RentAsync(TwoMegabytes, default);
        using IDisposable c = await buffers.RentAsync(TwoMegabytes, default);
    }

    [Fact]
    public async Task A_buffer_that_grows_keeps_what_is_in_it_and_one_that_was_given_back_cannot_be_read()
    {
        using var buffers = new DocumentBuffers();
        DocumentBuffer buffer = await buffers.RentAsync(1000, default);
        buffer.Memory.Span[0] = 7;

        await buffer.GrowAsync(20 << 20, default);
        buffer.Memory.Span[0].ShouldBe((byte)7);
        buffer.Memory.Length.ShouldBe(20 << 20);

        ReadOnlyMemory<byte> kept = buffer.Memory;
        ((IDisposable)buffer).Dispose();
        Should.Throw<ObjectDisposedException>(() => kept.Span[0]);
    }
}
