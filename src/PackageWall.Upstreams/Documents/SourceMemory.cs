using System.Diagnostics.CodeAnalysis;
using PackageWall.Core.Caching;
using PackageWall.Core.Documents;
using PackageWall.Core.Metrics;
using PackageWall.Packages;

namespace PackageWall.Upstreams.Documents;

/// <summary>
/// What was read from upstream documents, of all feeds together within one number of bytes. Everything is on disk as well: what
/// leaves here costs a read and a parse when it is asked for again.
/// </summary>
/// <param name="limit">Bytes in all, about.</param>
/// <param name="metrics">Hears where documents were found, or null.</param>
public sealed class SourceMemory(long limit, DocumentMetrics? metrics = null)
{
    /// <summary>Some ten thousand packages.</summary>
    private const long MaxTimes = 4 << 20;

    private const int SizeOfTimes = 400;

    private readonly ClockCache<(object Source, PackageName Package), KeptAnswer> _answers = new(limit);
    private readonly ClockCache<(object Source, PackageName Package), KeptTimes> _times = new(MaxTimes);

    /// <summary>Bytes held, about.</summary>
    public long Bytes => _answers.Bytes;

    /// <summary>Packages that had to leave for others, since the start.</summary>
    public long Evicted => _answers.Evicted;

    internal bool TryGet(object source, PackageName package, [NotNullWhen(true)] out KeptAnswer? answer) => _answers.TryGet((source, package), out answer);

    /// <summary>How long an answer is good whose content had to leave; null when it is here, or nothing is known of it.</summary>
    internal KeptTimes? TimesOfAbsent(object source, PackageName package) =>
        !_answers.TryGet((source, package), out _) && _times.TryGet((source, package), out KeptTimes? times) ? times : null;

    /// <summary>Counts a document that was found, or had to be asked for.</summary>
    internal void LookedUp(DocumentLookup place) => metrics?.LookedUp(DocumentCacheName.Upstream, place);

    internal void Keep(object source, PackageName package, KeptAnswer answer, long size)
    {
        _times.Set((source, package), answer.Times, SizeOfTimes);
        _answers.Set((source, package), answer, size);
    }

    internal void Forget(object source, PackageName package, KeptAnswer answer)
    {
        _times.Remove((source, package), answer.Times);
        _answers.Remove((source, package), answer);
    }
}
