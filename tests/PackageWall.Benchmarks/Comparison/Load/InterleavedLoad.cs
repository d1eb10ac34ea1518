using System.Globalization;
using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Comparison.Load;

/// <summary>Lets subjects take turns in short slices, in another order each round, so that what else the machine does meets all of them.</summary>
internal sealed class InterleavedLoad(Workplace place, Wrk wrk)
{
    private const int WarmUpSeconds = 2;
    private const int SlowFactor = 4;

    private static readonly int[] Connections = [1, 16, 64];

    /// <summary>Measures one thing at 1, 16 and 64 connections.</summary>
    public async Task<IReadOnlyList<Cell>> RunAsync(string title, long size, IReadOnlyList<Target> targets)
    {
        foreach (Target target in targets.Where(target => !target.IsSlow))
        {
            // The just-in-time compiler has done its work and caches are filled before the clock counts.
            await wrk.RunAsync(target, 16, WarmUpSeconds).ConfigureAwait(false);
        }

        List<Cell> cells = [];
        foreach (int connections in Connections)
        {
            cells.Add(await CellAsync(title, size, targets, connections).ConfigureAwait(false));
            Tell(cells[^1]);
        }

        return cells;
    }

    private async Task<Cell> CellAsync(string title, long size, IReadOnlyList<Target> targets, int connections)
    {
        Dictionary<string, List<Slice>> slices = targets.ToDictionary(target => target.Subject, _ => new List<Slice>());
        for (int round = 0; round < place.Options.Rounds; round++)
        {
            for (int turn = 0; turn < targets.Count; turn++)
            {
                Target target = targets[(turn + round) % targets.Count];
                if (target.IsSlow && round > 0)
                {
                    continue;
                }

                slices[target.Subject].Add(await wrk.RunAsync(target, connections, place.Options.Seconds * (target.IsSlow ? SlowFactor : 1)).ConfigureAwait(false));
                if (target.IsSlow)
                {
                    await ProcessUse.WaitUntilIdleAsync(target.Process, TimeSpan.FromSeconds(90), place.Cancellation).ConfigureAwait(false);
                }
            }
        }

        return new Cell(title, size, connections, [.. targets.Select(target => new Measured(target.Subject, slices[target.Subject]))]);
    }

    private void Tell(Cell cell) => place.Tell(string.Create(
        CultureInfo.InvariantCulture,
        $"{cell.Title}, {cell.Connections} connections: ") + string.Join(", ", cell.Subjects.Select(each => string.Create(
            CultureInfo.InvariantCulture,
            $"{each.Subject} {each.Rate:#,0.#}/s{(each.Failures > 0 ? $" ({each.Failures} FAILED)" : "")}"))));
}
