using System.Globalization;
using PackageWall.Benchmarks.Comparison.Installs;

namespace PackageWall.Benchmarks.Comparison.Report;

/// <summary>The bars of installs: ratios of medians of the same run.</summary>
internal static class InstallBars
{
    public static IEnumerable<Bar> Of(IReadOnlyList<InstallSeries> series)
    {
        yield return AtMost(series, InstallNames.Locked, "warm within 10 % of nginx's cache", 1.10, Ways.WallWarm, Ways.NginxWarm);
        yield return AtMost(series, InstallNames.Locked, "warm faster than direct", 1.00, Ways.WallWarm, Ways.Direct);
        yield return AtMost(series, InstallNames.Locked, "cold, every package inspected, at most 1.15 times direct", 1.15, Ways.WallCold, Ways.Direct);
        yield return AtMost(series, InstallNames.Unlocked, "warm at most 1.1 times nginx's cache", 1.10, Ways.WallWarm, Ways.NginxWarm);
        yield return AtMost(series, InstallNames.Restore, "warm within 10 % of nginx's cache", 1.10, Ways.WallWarm, Ways.NginxWarm);
        yield return AtMost(series, InstallNames.Restore, "warm faster than direct", 1.00, Ways.WallWarm, Ways.Direct);
        yield return AtMost(series, InstallNames.Restore, "cold, every package inspected, at most 1.15 times direct", 1.15, Ways.WallCold, Ways.Direct);
    }

    private static Bar AtMost(IReadOnlyList<InstallSeries> series, string install, string what, double most, string way, string other)
    {
        string text = $"{install}: {what}";
        InstallSeries? one = series.FirstOrDefault(each => each.Install == install && each.Way == way);
        InstallSeries? two = series.FirstOrDefault(each => each.Install == install && each.Way == other);
        if (one is null || two is null)
        {
            return new Bar(3, text, "not measured", null);
        }

        if (one.Seconds is not { } wall || two.Seconds is not { } peer)
        {
            return new Bar(3, text, $"no run succeeded ({(one.Seconds is null ? one.Way : two.Way)})", false);
        }

        return new Bar(3, text, string.Create(CultureInfo.InvariantCulture, $"{wall / peer:0.00} ({wall:0.0} s against {peer:0.0} s)"), wall <= most * peer && one.Good.Count == one.Runs.Count);
    }
}
