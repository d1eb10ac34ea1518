using System.Globalization;

namespace PackageWall.Benchmarks.Comparison.Processes;

/// <summary>What a process and those that it started have used.</summary>
/// <param name="Processor">Processor time.</param>
/// <param name="Peak">The most memory that the first process had since <see cref="Forget"/>, in MB.</param>
/// <param name="PeakOfAll">The same, all processes summed up: each at its own peak, so it is at most too much.</param>
internal sealed record ProcessUse(TimeSpan Processor, double Peak, double PeakOfAll)
{
    /// <summary>A tick of the kernel's processor times.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public static ProcessUse Read(int id)
    {
        long ticks = 0;
        double first = 0;
        double all = 0;
        foreach (int each in Tree(id))
        {
            try
            {
                ticks += ProcStat.Parse(File.ReadAllText($"/proc/{each}/stat")).Ticks;
                double peak = PeakOf(File.ReadLines($"/proc/{each}/status"));
                all += peak;
                first = each == id ? peak : first;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It has just ended.
            }
        }

        return new ProcessUse(Tick * ticks, first, all);
    }

    /// <summary>Lets the kernel begin its high-water marks of memory anew.</summary>
    public static void Forget(int id)
    {
        foreach (int each in Tree(id))
        {
            try
            {
                File.WriteAllText($"/proc/{each}/clear_refs", "5");
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // Where it is not allowed the mark is that of the whole life of the process.
            }
        }
    }

    /// <summary>Waits until it does nothing any more, or patience ends.</summary>
    public static async Task<bool> WaitUntilIdleAsync(int id, TimeSpan patience, CancellationToken cancellation)
    {
        TimeSpan step = TimeSpan.FromMilliseconds(400);
        TimeSpan before = Read(id).Processor;
        for (TimeSpan waited = default; waited < patience; waited += step)
        {
            await Task.Delay(step, cancellation).ConfigureAwait(false);
            TimeSpan now = Read(id).Processor;
            if (now - before <= 2 * Tick)
            {
                return true;
            }

            before = now;
        }

        return false;
    }

    /// <summary>VmHWM in MB.</summary>
    internal static double PeakOf(IEnumerable<string> status) =>
        status.FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line
            ? long.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024 / 1e6
            : 0;

    private static List<int> Tree(int root)
    {
        List<(int Id, int Parent)> all = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id))
            {
                try
                {
                    all.Add((id, ProcStat.Parse(File.ReadAllText(Path.Combine(folder, "stat"))).Parent));
                }
                catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
                {
                    // It has just ended.
                }
            }
        }

        List<int> tree = [root];
        for (int at = 0; at < tree.Count; at++)
        {
            tree.AddRange(all.Where(pair => pair.Parent == tree[at]).Select(pair => pair.Id));
        }

        return tree;
    }
}
