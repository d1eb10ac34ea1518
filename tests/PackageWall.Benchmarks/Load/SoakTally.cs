using System.Collections.Concurrent;
using System.Globalization;

namespace PackageWall.Benchmarks.Load;

/// <summary>Counts answers and times.</summary>
internal sealed class SoakTally
{
    private const int MaxDetails = 40;

    private readonly ConcurrentDictionary<(string What, SoakAnswer Answer), SoakTimes> _times = new();
    private readonly ConcurrentQueue<string> _details = new();

    /// <summary>Answers that no client should get.</summary>
    public long Errors => _times.Where(pair => pair.Key.Answer >= SoakAnswer.Error).Sum(pair => pair.Value.Count);

    public void Add(string what, SoakAnswer answer, TimeSpan elapsed, string? detail)
    {
        _times.GetOrAdd((what, answer), _ => new SoakTimes()).Add(elapsed);
        if (detail is not null && _details.Count < MaxDetails)
        {
            _details.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{what} {answer} after {elapsed.TotalSeconds:0.0} s: {detail}"));
        }
    }

    public void Print(TimeSpan elapsed)
    {
        Console.WriteLine("asked      answered        number  per second   p50 ms   p99 ms   max ms");
        foreach (((string what, SoakAnswer answer), SoakTimes times) in _times.OrderBy(pair => pair.Key.What, StringComparer.Ordinal).ThenBy(pair => pair.Key.Answer))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{what,-10} {answer,-12} {times.Count,9:N0} {times.Count / elapsed.TotalSeconds,11:0.0} {times.At(0.5),8:0.0} {times.At(0.99),8:0.0} {times.Longest,8:0}"));
        }

        foreach (string detail in _details)
        {
            Console.WriteLine("  " + detail);
        }
    }
}
