namespace PackageWall.Inspection.Names;

/// <summary>
/// Finds the names that may be one slip away from another: two such names are the same once a letter is left out of one of them, or of both.
/// Holds hashes, no texts: tens of thousands of shortened names would be most of what a worker keeps in memory. What it gives are candidates.
/// </summary>
internal sealed class SlipIndex
{
    private readonly uint[] _hashes;
    private readonly int[] _numbers;

    /// <summary>Names, each with its number.</summary>
    public SlipIndex(IReadOnlyCollection<(string Name, int Number)> names)
    {
        int count = names.Sum(name => name.Name.Length + 1);
        _hashes = new uint[count];
        _numbers = new int[count];
        int at = 0;
        foreach ((string name, int number) in names)
        {
            for (int without = -1; without < name.Length; without++)
            {
                _hashes[at] = Hash(name, without);
                _numbers[at++] = number;
            }
        }

        Array.Sort(_hashes, _numbers);
    }

    /// <summary>Numbers of names that may be one slip away, some more than once, and a few that are not.</summary>
    public IEnumerable<int> Candidates(string name)
    {
        for (int without = -1; without < name.Length; without++)
        {
            uint hash = Hash(name, without);
            for (int at = First(hash); at < _hashes.Length && _hashes[at] == hash; at++)
            {
                yield return _numbers[at];
            }
        }
    }

    private int First(uint hash)
    {
        int from = 0;
        int to = _hashes.Length;
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            if (_hashes[middle] < hash)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return from;
    }

    // FNV-1a over the letters but one.
    private static uint Hash(string name, int without)
    {
        uint hash = 2166136261;
        for (int i = 0; i < name.Length; i++)
        {
            if (i != without)
            {
                hash = (hash ^ name[i]) * 16777619;
            }
        }

        return hash;
    }
}
