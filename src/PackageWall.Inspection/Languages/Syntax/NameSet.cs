namespace PackageWall.Inspection.Languages.Syntax;

/// <summary>
/// Names that a function or block declares. Most have a handful: those are kept in an array and found by looking at each; a table is made
/// for more. A reader keeps one copy of a name, so that most are found without comparing letters.
/// </summary>
public sealed class NameSet
{
    private const int Few = 8;
    private string[] _few = new string[2];
    private int _count;
    private HashSet<string>? _many;

    /// <summary>How many they are.</summary>
    public int Count => _many?.Count ?? _count;

    /// <summary>Whether a name is among them.</summary>
    public bool Contains(string name)
    {
        if (_many is not null)
        {
            return _many.Contains(name);
        }

        foreach (var known in _few.AsSpan(0, _count))
        {
            if (ReferenceEquals(known, name) || (known.Length == name.Length && string.Equals(known, name)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds a name.</summary>
    internal void Add(string name)
    {
        if (_many is not null)
        {
            _many.Add(name);
        }
        else if (!Contains(name))
        {
            if (_count == Few)
            {
                _many = new(_few, StringComparer.Ordinal) { name };
                _few = [];
                return;
            }

            if (_count == _few.Length)
            {
                Array.Resize(ref _few, 2 * _count);
            }

            _few[_count++] = name;
        }
    }

    /// <summary>The names of both.</summary>
    internal NameSet With(NameSet other)
    {
        var both = new NameSet();
        both.AddAll(this);
        both.AddAll(other);
        return both;
    }

    private void AddAll(NameSet other)
    {
        foreach (var name in other._many ?? (IEnumerable<string>)new ArraySegment<string>(other._few, 0, other._count))
        {
            Add(name);
        }
    }
}
