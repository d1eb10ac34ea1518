using System.CommandLine;
using System.Globalization;
using PackageWall.Inspection;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Benchmarks.Inspections;

/// <summary><c>inspection LIST</c>: one core, every archive unpacked and hashed by .NET's readers, then inspected; the ratio is the figure.</summary>
internal static class InspectionSpeed
{
    public static Command Command()
    {
        Argument<string> list = new("LIST") { Description = "A file with paths of archives, one per line." };
        Option<int> slowest = new("--slowest") { Description = "How many of the slowest packages and files are named." };
        Command command = new("inspection", "Inspection against plain unpacking and hashing of the same archives, on one core.") { list, slowest };
        command.SetAction(parsed => Run(File.ReadAllLines(parsed.GetValue(list)!).Where(line => line.Length > 0).ToArray(), parsed.GetValue(slowest)));
        return command;
    }

    private static int Run(string[] paths, int slowest)
    {
        Dictionary<string, TimedReader> readers = [];
        TimeSpan unpacking = default;
        InspectionRooms rooms = new()
        {
            ReaderOf = language => readers.TryGetValue(language, out TimedReader? known) ? known
                : LanguageReaders.Default.For(language) is { } reader ? readers[language] = new TimedReader(reader) : null,
            ReadArchive = (content, container, limits, token) =>
            {
                TimeSpan start = ProcessorTime.Now;
                ArchiveReading reading = ArchiveReader.Read(content, container, limits, token);
                unpacking += ProcessorTime.Now - start;
                return reading;
            },
        };
        Inspector inspector = new(SignatureSet.Default, InspectionLimits.Default, rooms);

        // Code is compiled and tables are made before the clock starts.
        foreach (string path in paths.Where((_, index) => index % Math.Max(1, paths.Length / 300) == 0))
        {
            byte[] content = File.ReadAllBytes(path);
            PlainUnpacking.Run(content, path);
            inspector.Inspect(ArtifactOf(path, content));
        }

        readers.Clear();
        unpacking = default;
        TimeSpan plain = default;
        TimeSpan whole = default;
        TimeSpan collecting = default;
        long made = 0;
        long bytes = 0;
        List<(TimeSpan Time, string Path, Verdict Verdict)> packages = [];
        foreach (string path in paths)
        {
            byte[] content = File.ReadAllBytes(path);
            TimeSpan start = ProcessorTime.Now;
            bytes += PlainUnpacking.Run(content, path);
            plain += ProcessorTime.Now - start;

            // Of its own for each, or the files that an archive shares with one before it would cost nothing.
            inspector = new(SignatureSet.Default, InspectionLimits.Default, rooms);
            start = ProcessorTime.Now;
            TimeSpan paused = GC.GetTotalPauseDuration();
            long before = GC.GetAllocatedBytesForCurrentThread();
            InspectionReport report = inspector.Inspect(ArtifactOf(path, content));
            TimeSpan time = ProcessorTime.Now - start;
            collecting += GC.GetTotalPauseDuration() - paused;
            made += GC.GetAllocatedBytesForCurrentThread() - before;
            whole += time;
            packages.Add((time, path, report.Verdict));
        }

        packages.Sort((left, right) => left.Time.CompareTo(right.Time));
        Say($"{paths.Length} archives, {bytes / 1e6:0.0} MB inside");
        Say($"plain unpack and hash  {plain.TotalSeconds,8:0.000} s  {bytes / 1e6 / plain.TotalSeconds,7:0.0} MB/s");
        Say($"inspection             {whole.TotalSeconds,8:0.000} s  {bytes / 1e6 / whole.TotalSeconds,7:0.0} MB/s");
        Say($"ratio                  {whole / plain,8:0.0}");
        Say($"median {packages[packages.Count / 2].Time.TotalMilliseconds:0.0} ms, p99 {packages[(int)(packages.Count * 0.99)].Time.TotalMilliseconds:0} ms, slowest {packages[^1].Time.TotalMilliseconds:0} ms");
        Say($"  unpacking            {unpacking.TotalSeconds,8:0.000} s");
        Say($"  collector            {collecting.TotalSeconds,8:0.000} s  {made / 1e6,8:0.0} MB were made, {GC.CollectionCount(0)} collections, {GC.CollectionCount(1)} deeper, {GC.CollectionCount(2)} whole");
        foreach (TimedReader reader in readers.Values.OrderByDescending(reader => reader.Time))
        {
            Say($"  {reader.Language,-20} {reader.Time.TotalSeconds,8:0.000} s  {reader.Bytes / 1e6,8:0.0} MB  {reader.Files,6} files  {reader.Bytes / 1e6 / reader.Time.TotalSeconds,7:0.0} MB/s");
        }

        foreach ((TimeSpan time, string path, Verdict verdict) in packages.AsEnumerable().Reverse().Take(slowest))
        {
            Say($"  {time.TotalMilliseconds,8:0} ms  {verdict,-12} {Path.GetFileName(path)}");
        }

        foreach ((TimeSpan time, int size, string file) in readers.Values.SelectMany(reader => reader.Slowest).OrderByDescending(entry => entry.Time).Take(slowest))
        {
            Say($"  {time.TotalMilliseconds,8:0} ms  {size / 1e6,6:0.00} MB  {file}");
        }

        return 0;
    }

    private static Artifact ArtifactOf(string path, byte[] content) => new(
        path.EndsWith(".nupkg", StringComparison.Ordinal) ? Ecosystem.NuGet
            : path.EndsWith(".whl", StringComparison.Ordinal) || path.EndsWith(".tar.gz", StringComparison.Ordinal) ? Ecosystem.PyPi
            : Ecosystem.Npm,
        Path.GetFileName(path),
        content);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
