using PackageWall.Fuzzing.Engine;

namespace PackageWall.Fuzzing.Mutation;

/// <summary>Makes new inputs of old ones: a few changes on top of each other, of the kinds that suit the input.</summary>
internal sealed class Mutator(InputKind kind, Random random, IReadOnlyList<byte[]> words)
{
    /// <summary>Longest input.</summary>
    public const int MostBytes = 128 << 10;

    /// <summary>A changed input; <paramref name="other"/> is a second one to take pieces from.</summary>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        int changes = 1 << random.Next(4);
        for (int change = 0; change < changes; change++)
        {
            input = Once(input, other);
        }

        return input.Length <= MostBytes ? input : input[..MostBytes];
    }

    private byte[] Once(byte[] input, byte[] other) => kind switch
    {
        InputKind.Archive when random.Next(4) > 0 => ArchiveMutations.Mutate(input, random, Content),
        InputKind.Text when random.Next(3) > 0 => TextMutations.Mutate(input, other, random, words),
        _ => ByteMutations.Mutate(input, other, random, words),
    };

    private byte[] Content(byte[] content) => random.Next(2) == 0
        ? TextMutations.Mutate(content, content, random, words)
        : ByteMutations.Mutate(content, content, random, words);
}
