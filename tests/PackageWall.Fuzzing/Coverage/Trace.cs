namespace PackageWall.Fuzzing.Coverage;

/// <summary>
/// How often each instrumented place was passed in the current execution. Public because the instrumented copies of the product's
/// assemblies call it. Counts wrap; threads may lose a count: it guides, it proves nothing.
/// </summary>
public static class Trace
{
    /// <summary>Most places that can be told apart.</summary>
    public const int Places = 1 << 18;

    private static readonly byte[] Counts = new byte[Places];

    /// <summary>The counts since <see cref="Clear"/>.</summary>
    internal static ReadOnlySpan<byte> Hits => Counts;

    /// <summary>Called by instrumented code at the start of a block.</summary>
    public static void Hit(int place) => Counts[place]++;

    /// <summary>Starts on a new execution.</summary>
    internal static void Clear() => Array.Clear(Counts);
}
