using System.Globalization;

namespace PackageWall.Benchmarks.Comparison.Processes;

/// <summary>What <c>/proc/ID/stat</c> says that a measurement needs.</summary>
/// <param name="Parent">The process that started it.</param>
/// <param name="Ticks">Processor time of it and of those of its children that have ended, in hundredths of a second.</param>
internal sealed record ProcStat(int Parent, long Ticks)
{
    /// <summary>Reads the line; the name in brackets may hold anything, so the fields are counted from its last bracket.</summary>
    public static ProcStat Parse(string line)
    {
        string[] fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcStat(
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)));
    }
}
