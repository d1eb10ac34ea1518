using System.Diagnostics;
using PackageWall.Fuzzing.Coverage;
using PackageWall.Fuzzing.Mutation;
using Trace = PackageWall.Fuzzing.Coverage.Trace;

namespace PackageWall.Fuzzing.Engine;

/// <summary>
/// The loop: take an input, change it, run it, keep it when it reaches what none before it reached. The order of inputs follows from
/// the seed, the corpus and the code alone; the clock only says when to stop.
/// </summary>
internal sealed class Fuzzer(IFuzzTarget target, int seed, TimeSpan time, CurrentInput? current, Action<Finding> report)
{
    // Asking everything twice would halve the speed; what is new is always asked twice.
    private const int AskedTwice = 64;

    private readonly SeenCoverage _seen = new();
    private readonly List<byte[]> _pool = [];
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Inputs that were run.</summary>
    public long Executions { get; private set; }

    /// <summary>Places that were reached.</summary>
    public int Places => _seen.Places;

    /// <summary>Inputs that reached something new.</summary>
    public IReadOnlyList<byte[]> Pool => _pool;

    /// <summary>Kinds of findings.</summary>
    public int Findings => _found.Count;

    /// <summary>Runs until the time is over.</summary>
    public void Run()
    {
        Random random = new(seed);
        byte[][] seeds = [.. CorpusFolder.Read(target.Name).Select(kept => kept.Input), .. target.Seeds().Where(input => input.Length <= Mutator.MostBytes)];
        foreach (byte[] input in seeds)
        {
            Try(input);
            if (_clock.Elapsed > time)
            {
                return;
            }
        }

        if (_pool.Count == 0)
        {
            _pool.Add([]);
        }

        Mutator mutator = new(target.Kind, random, MutationWords.All);
        while (_clock.Elapsed < time)
        {
            // Half of the time what was found lately, which is where new ground is.
            int at = random.Next(2) == 0 ? random.Next(_pool.Count) : _pool.Count - 1 - random.Next(Math.Min(_pool.Count, 50));
            Try(mutator.Mutate(_pool[at], _pool[random.Next(_pool.Count)]));
        }
    }

    private void Try(byte[] input)
    {
        current?.Write(input);
        Trace.Clear();
        Finding? finding = Execution.Check(target, input, isTwice: Executions++ % AskedTwice == 0);
        bool isNew = _seen.Add();
        if (finding is null && isNew)
        {
            _pool.Add(input);
            finding = Execution.Check(target, input, isTwice: true);
        }

        if (finding is not null && _found.Add(finding.Key))
        {
            report(finding with { Input = Minimizer.Shrink(input, smaller => Execution.Check(target, smaller, isTwice: finding.Key == "answer")?.Key == finding.Key, TimeSpan.FromSeconds(8)) });
        }
    }
}
