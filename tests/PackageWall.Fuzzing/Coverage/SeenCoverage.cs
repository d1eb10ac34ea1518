using System.Numerics;

namespace PackageWall.Fuzzing.Coverage;

/// <summary>Which places were passed how often (in powers of two) by any input so far.</summary>
internal sealed class SeenCoverage
{
    private readonly byte[] _seen = new byte[Trace.Places];

    /// <summary>How many places were ever passed.</summary>
    public int Places { get; private set; }

    /// <summary>Takes the current trace in; whether anything in it is new.</summary>
    public bool Add()
    {
        bool isNew = false;
        ReadOnlySpan<byte> hits = Trace.Hits;
        for (int at = hits.IndexOfAnyExcept((byte)0); at >= 0;)
        {
            byte bucket = Bucket(hits[at]);
            if ((_seen[at] & bucket) == 0)
            {
                Places += _seen[at] == 0 ? 1 : 0;
                _seen[at] |= bucket;
                isNew = true;
            }

            int step = hits[(at + 1)..].IndexOfAnyExcept((byte)0);
            at = step < 0 ? -1 : at + 1 + step;
        }

        return isNew;
    }

    /// <summary>The places of the current trace.</summary>
    public static HashSet<int> Current()
    {
        HashSet<int> places = [];
        for (int at = 0; at < Trace.Hits.Length; at++)
        {
            if (Trace.Hits[at] > 0)
            {
                places.Add(at);
            }
        }

        return places;
    }

    private static byte Bucket(byte count) => (byte)(1 << BitOperations.Log2(count));
}
