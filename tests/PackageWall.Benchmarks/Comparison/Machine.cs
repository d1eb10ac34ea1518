using System.Globalization;
using System.Runtime.InteropServices;

namespace PackageWall.Benchmarks.Comparison;

/// <summary>The machine, in words.</summary>
internal static class Machine
{
    public static string Describe()
    {
        string model = First("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        string memory = First("/proc/meminfo", "MemTotal") is { } total
            && long.TryParse(total.Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture, out long kilobytes)
            ? string.Create(CultureInfo.InvariantCulture, $"{kilobytes / 1024.0 / 1024.0:0} GiB of memory") : "memory unknown";
        return $"{Environment.ProcessorCount} processors ({model}), {memory}, {RuntimeInformation.OSDescription}";
    }

    private static string? First(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}
