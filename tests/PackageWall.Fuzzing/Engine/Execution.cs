using System.Diagnostics;

namespace PackageWall.Fuzzing.Engine;

/// <summary>Runs one input and checks what holds for every reader: no exception, bounded time, bounded memory, the same answer twice.</summary>
internal static class Execution
{
    /// <summary>Longest time for one input.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(5);

    // All that may be allocated while reading, not what is held at once: what the limits of FuzzLimits let unpack, several times over,
    // and so much for each byte of input.
    private const long LeastBytes = 256L << 20;
    private const long BytesPerByte = 8 << 10;

    /// <summary>Runs the input; null when every promise was kept.</summary>
    /// <param name="target">The reader.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="isTwice">Whether to run it again and compare.</param>
    public static Finding? Check(IFuzzTarget target, byte[] input, bool isTwice)
    {
        try
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            string first = target.Run(input);
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (time > LongestTime)
            {
                return new Finding(target.Name, "time", $"{time.TotalSeconds:0.0} s for {input.Length} bytes", input);
            }

            if (allocated > LeastBytes + (BytesPerByte * input.Length))
            {
                return new Finding(target.Name, "memory", $"{allocated >> 20} MB allocated for {input.Length} bytes", input);
            }

            return isTwice && target.Run(input) is var second && second != first
                ? new Finding(target.Name, "answer", $"two answers for the same input: {Difference(first, second)}", input)
                : null;
        }
        catch (Exception exception)
        {
            return new Finding(target.Name, KeyOf(exception), exception.ToString(), input);
        }
    }

    private static string KeyOf(Exception exception) => exception is ViolationException violation
        ? violation.Promise
        : $"{exception.GetType().Name} {string.Join(' ', new StackTrace(exception).GetFrames().Select(frame => frame.GetMethod()).OfType<System.Reflection.MethodBase>()
            .Where(method => method.DeclaringType?.Assembly.GetName().Name?.StartsWith("PackageWall.", StringComparison.Ordinal) == true)
            .Take(2).Select(method => $"{method.DeclaringType!.Name}.{method.Name}"))}";

    private static string Difference(string first, string second)
    {
        int at = 0;
        while (at < first.Length && at < second.Length && first[at] == second[at])
        {
            at++;
        }

        return $"'{Part(first)}' and '{Part(second)}'";

        string Part(string text) => text[Math.Min(Math.Max(0, at - 40), text.Length)..Math.Min(text.Length, at + 40)];
    }
}
