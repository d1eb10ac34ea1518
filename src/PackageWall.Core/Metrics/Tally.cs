using System.Diagnostics.Metrics;

namespace PackageWall.Core.Metrics;

/// <summary>
/// Numbers under labels that are all known beforehand. Adding costs one interlocked instruction and nothing else, whoever listens;
/// labels and values meet when somebody asks.
/// </summary>
public sealed class Tally
{
    private readonly long[] _cells;
    private readonly KeyValuePair<string, object?>[][] _labels;

    /// <summary>One cell for each set of labels; cells are named by their place.</summary>
    public Tally(IEnumerable<KeyValuePair<string, object?>[]> labels)
    {
        _labels = [.. labels];
        _cells = new long[_labels.Length];
    }

    /// <summary>What a cell holds.</summary>
    public long this[int cell] => Interlocked.Read(ref _cells[cell]);

    /// <summary>Adds to a cell.</summary>
    public void Add(int cell, long number) => Interlocked.Add(ref _cells[cell], number);

    /// <summary>The cells, those at zero too: a rate over a counter that appears out of nothing misses its first step.</summary>
    public IEnumerable<Measurement<long>> Read()
    {
        for (int cell = 0; cell < _cells.Length; cell++)
        {
            yield return new Measurement<long>(this[cell], _labels[cell]);
        }
    }

    /// <summary>A label.</summary>
    public static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}
