using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;

namespace PackageWall.Benchmarks.Inspections;

/// <summary>A reader with a clock: how long its language took, over how many bytes of files.</summary>
internal sealed class TimedReader(ILanguageReader inner) : ILanguageReader
{
    private static int _depth;

    public string Language => inner.Language;

    public TimeSpan Time { get; private set; }

    public long Bytes { get; private set; }

    public int Files { get; private set; }

    /// <summary>The slowest files.</summary>
    public List<(TimeSpan Time, int Bytes, string File)> Slowest { get; } = [];

    public FileFacts Read(SourceText source)
    {
        _depth++;
        TimeSpan start = ProcessorTime.Now;
        try
        {
            return inner.Read(source);
        }
        finally
        {
            TimeSpan time = ProcessorTime.Now - start;
            if (--_depth == 0)
            {
                Time += time;
                Bytes += source.Content.Length;
                Files++;
                Slowest.Add((time, source.Content.Length, source.File));
            }
        }
    }
}
