using System.Runtime.InteropServices;
using PackageWall.Workers.Pool;
using Shouldly;

namespace PackageWall.Workers.Tests;

/// <summary>How workers are started.</summary>
public sealed class WorkerCommandTests
{
    [Fact]
    public void The_collector_that_is_named_lies_beside_the_runtime()
    {
        // One that is not there would keep every worker from starting.
        string? collector = WorkerCommand.For(304L << 20).Environment["DOTNET_GCName"];

        collector.ShouldNotBeNull();
        File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), collector)).ShouldBeTrue();
    }
}
