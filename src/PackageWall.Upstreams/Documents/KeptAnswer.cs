using PackageWall.Core.Documents;

namespace PackageWall.Upstreams.Documents;

/// <summary>What an upstream said of a package, and how long that is good.</summary>
internal sealed class KeptAnswer(SourceAnswer source, KeptTimes times)
{
    public SourceAnswer Source { get; } = source;

    public KeptTimes Times { get; } = times;

    /// <summary>The same as a task, made once and not for each client.</summary>
    public Task<SourceAnswer> Task { get; } = System.Threading.Tasks.Task.FromResult(source);

    public PackageDocument? Document => (Source as SourceAnswer.Known)?.Document;
}
