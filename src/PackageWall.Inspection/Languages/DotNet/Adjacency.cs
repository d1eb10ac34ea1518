namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>Edges sorted by where they begin: the neighbours of a node stand side by side.</summary>
internal sealed class Adjacency
{
    private readonly int[] _starts;
    private readonly int[] _neighbours;

    public Adjacency(int nodes, List<(int From, int To)> edges, bool isReversed)
    {
        _starts = new int[nodes + 2];
        _neighbours = new int[edges.Count];
        foreach ((int from, int to) in edges)
        {
            _starts[(isReversed ? to : from) + 2]++;
        }

        for (int i = 2; i < _starts.Length; i++)
        {
            _starts[i] += _starts[i - 1];
        }

        // Each start moves on to the next one's as the edges are put in their places.
        foreach ((int from, int to) in edges)
        {
            _neighbours[_starts[(isReversed ? to : from) + 1]++] = isReversed ? from : to;
        }
    }

    /// <summary>All nodes that can be reached, nearest first, each with the one of the given nodes that it was first reached from.</summary>
    public IReadOnlyList<(int Node, int Origin)> Spread(IReadOnlyList<int> from)
    {
        bool[] seen = new bool[_starts.Length];
        List<(int Node, int Origin)> reached = [];
        foreach (int node in from)
        {
            if (!seen[node])
            {
                seen[node] = true;
                reached.Add((node, node));
            }
        }

        for (int i = 0; i < reached.Count; i++)
        {
            (int node, int origin) = reached[i];
            for (int at = _starts[node]; at < _starts[node + 1]; at++)
            {
                int next = _neighbours[at];
                if (!seen[next])
                {
                    seen[next] = true;
                    reached.Add((next, origin));
                }
            }
        }

        return reached;
    }
}
