using PackageWall.Fuzzing.Coverage;

namespace PackageWall.Fuzzing.Engine;

/// <summary>Chooses few small inputs that together reach what all of them reach.</summary>
internal static class Distillation
{
    /// <summary>Inputs of at most so many bytes in all, those first that reach most for their size.</summary>
    public static IReadOnlyList<byte[]> Choose(IFuzzTarget target, IReadOnlyList<byte[]> pool, int mostBytes)
    {
        List<(byte[] Input, HashSet<int> Places)> left = [];
        foreach (byte[] input in pool.Where(input => input.Length <= mostBytes / 4).OrderBy(input => input.Length).Take(800))
        {
            Trace.Clear();
            target.Run(input);
            left.Add((input, SeenCoverage.Current()));
        }

        List<byte[]> chosen = [];
        HashSet<int> reached = [];
        int bytes = 0;
        while (left.Count > 0)
        {
            foreach ((_, HashSet<int> places) in left)
            {
                places.ExceptWith(reached);
            }

            left.RemoveAll(candidate => candidate.Places.Count == 0 || candidate.Input.Length > mostBytes - bytes);
            if (left.Count == 0)
            {
                break;
            }

            (byte[] input, HashSet<int> gained) = left.MaxBy(candidate => candidate.Places.Count / (candidate.Input.Length + 64.0));
            reached.UnionWith(gained);
            chosen.Add(input);
            bytes += input.Length;
        }

        return chosen;
    }
}
