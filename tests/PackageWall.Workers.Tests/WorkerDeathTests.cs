using PackageWall.Workers.Child;
using PackageWall.Workers.Pool;
using Shouldly;

namespace PackageWall.Workers.Tests;

/// <summary>Which deaths of a worker are worth a second attempt with more room. The rest hold the version.</summary>
public sealed class WorkerDeathTests
{
    private const int KilledByKernel = 128 + 9;
    private const int MemoryError = 128 + 11;

    [Theory]
    [InlineData(WorkerExit.OutOfMemory, false, true)]
    [InlineData(134, true, true)]
    [InlineData(MemoryError, false, true)]
    [InlineData(KilledByKernel, false, false)]
    [InlineData(WorkerExit.BadMessage, false, false)]
    [InlineData(134, false, false)]
    public void Want_of_memory_and_what_it_brings_about_is_tried_again(int code, bool saidOutOfMemory, bool wantsMore)
    {
        WorkerAnswer.Failed death = Worker.Death(code, saidOutOfMemory, 304L << 20);

        death.WantsMore.ShouldBe(wantsMore);
        death.Reason.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_signal_is_named() => Worker.Death(MemoryError, false, 304L << 20).Reason.ShouldContain(OperatingSystem.IsWindows() ? "139" : "signal 11");
}
