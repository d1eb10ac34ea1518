using System.Collections.Concurrent;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>
/// The names of a taint as bits, so that "nothing new" is seen without comparing texts. Names come from the vocabulary and are few;
/// should there ever be more than bits, taints that hold the others are compared by name.
/// </summary>
internal readonly record struct TaintMask(UInt128 Low, UInt128 High, bool IsExact)
{
    private const int Bits = 128;
    private static readonly ConcurrentDictionary<string, int> Numbers = new(StringComparer.Ordinal);

    public static TaintMask Of(string[] names)
    {
        UInt128 low = 0, high = 0;
        var isExact = true;
        foreach (var name in names)
        {
            var number = Number(name);
            low |= number < Bits ? UInt128.One << number : 0;
            high |= number is >= Bits and < 2 * Bits ? UInt128.One << (number - Bits) : 0;
            isExact &= number < 2 * Bits;
        }

        return new TaintMask(low, high, isExact);
    }

    /// <summary>Whether all names of the other are among these, for certain.</summary>
    public bool Holds(TaintMask other) => other.IsExact && (other.Low & ~Low) == 0 && (other.High & ~High) == 0;

    public TaintMask With(TaintMask other) => new(Low | other.Low, High | other.High, IsExact && other.IsExact);

    private static int Number(string name)
    {
        if (Numbers.TryGetValue(name, out var number))
        {
            return number;
        }

        return Numbers.Count >= 4 * Bits ? int.MaxValue : Numbers.GetOrAdd(name, static _ => Interlocked.Increment(ref _next) - 1);
    }

    private static int _next;
}
