namespace PackageWall.Cli.Scan;

/// <summary>Passes on items by their index although they come in any order. Not safe for several threads at once.</summary>
internal sealed class InOrder<T>(Action<(int Index, T Value)> next)
{
    private readonly Dictionary<int, T> _waiting = [];
    private int _expected;

    /// <summary>Takes an item, and passes on all that have their turn.</summary>
    public void Add(int index, T value)
    {
        _waiting.Add(index, value);
        while (_waiting.Remove(_expected, out T? item))
        {
            next((_expected++, item));
        }
    }
}
