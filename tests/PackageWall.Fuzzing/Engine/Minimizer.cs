using System.Diagnostics;

namespace PackageWall.Fuzzing.Engine;

/// <summary>Cuts pieces out of an input as long as it keeps what makes it interesting.</summary>
internal static class Minimizer
{
    /// <summary>The smallest input found in time.</summary>
    public static byte[] Shrink(byte[] input, Func<byte[], bool> isStill, TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        for (int piece = Math.Max(1, input.Length / 2); piece >= 1; piece /= 2)
        {
            for (int at = 0; at < input.Length;)
            {
                if (Stopwatch.GetElapsedTime(start) > time)
                {
                    return input;
                }

                byte[] smaller = [.. input.AsSpan(0, at), .. input.AsSpan(Math.Min(input.Length, at + piece))];
                if (isStill(smaller))
                {
                    input = smaller;
                }
                else
                {
                    at += piece;
                }
            }
        }

        return input;
    }
}
