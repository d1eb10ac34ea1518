using System.Globalization;

namespace PackageWall.Benchmarks.Comparison.Processes;

/// <summary>What <c>/proc/ID/stat</c> says that a measurement needs; times are in hundredths of a second.</summary>
/// <param name="Parent">The process that started it.</param>
/// <param name="OwnTicks">Its own processor time.</param>
/// <param name="EndedTicks">Processor time of those of its children that have ended.</param>
internal sealed record ProcStat(int Parent, long OwnTicks, long EndedTicks)
{
    public long Ticks => OwnTicks + EndedTicks;

    /// <summary>Reads the line; the name in brackets may hold anything, so the fields are counted from its last bracket.</summary>
    public static ProcStat Parse(string line)
    {
        string[] fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        long Sum(Range range) => fields[range].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        return new ProcStat(int.Parse(fields[1], CultureInfo.InvariantCulture), Sum(11..13), Sum(13..15));
    }
}
