using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>
/// Values by name, in the order in which they came. Most scopes, objects and calls have a handful of names or none: those are kept in
/// an array and found by looking at each; a table is made for more. Not safe for use from several threads.
/// </summary>
internal sealed class Names : IReadOnlyDictionary<string, Value>
{
    private const int Few = 8;
    private (string Name, Value Value)[] _few = [];
    private int _count;
    private Dictionary<string, Value>? _many;

    public int Count => _many?.Count ?? _count;

    public IEnumerable<string> Keys => this.Select(pair => pair.Key);

    public IEnumerable<Value> Values => this.Select(pair => pair.Value);

    public Value this[string key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException();
        set
        {
            if (_many is not null)
            {
                _many[key] = value;
                return;
            }

            if (Find(key) is >= 0 and var place)
            {
                _few[place].Value = value;
                return;
            }

            if (_count == Few)
            {
                _many = new(StringComparer.Ordinal);
                foreach (var (name, known) in _few)
                {
                    _many[name] = known;
                }

                _many[key] = value;
                _few = [];
                return;
            }

            if (_count == _few.Length)
            {
                Array.Resize(ref _few, _count == 0 ? 2 : 2 * _count);
            }

            _few[_count++] = (key, value);
        }
    }

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Value value)
    {
        if (_many is not null)
        {
            return _many.TryGetValue(key, out value);
        }

        var place = Find(key);
        value = place < 0 ? null : _few[place].Value;
        return place >= 0;
    }

    public bool ContainsKey(string key) => _many?.ContainsKey(key) ?? Find(key) >= 0;

    public void Remove(string key)
    {
        if (_many is not null)
        {
            _many.Remove(key);
        }
        else if (Find(key) is >= 0 and var place)
        {
            Array.Copy(_few, place + 1, _few, place, --_count - place);
            _few[_count] = default;
        }
    }

    /// <summary>Walks names and values without making anything on the way.</summary>
    public Walk GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<string, Value>> IEnumerable<KeyValuePair<string, Value>>.GetEnumerator()
    {
        if (_many is not null)
        {
            foreach (var pair in _many)
            {
                yield return pair;
            }

            yield break;
        }

        for (var i = 0; i < _count; i++)
        {
            yield return new(_few[i].Name, _few[i].Value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<KeyValuePair<string, Value>>)this).GetEnumerator();

    /// <summary>A walk through names and values as they are when it begins; nothing may be added on the way.</summary>
    public struct Walk(Names names)
    {
        private Dictionary<string, Value>.Enumerator _many = names._many?.GetEnumerator() ?? default;
        private int _place = -1;

        /// <summary>The name and value that the walk is at.</summary>
        public readonly KeyValuePair<string, Value> Current => names._many is not null ? _many.Current : new(names._few[_place].Name, names._few[_place].Value);

        /// <summary>Goes on to the next; false at the end.</summary>
        public bool MoveNext() => names._many is not null ? _many.MoveNext() : ++_place < names._count;
    }

    private int Find(string key)
    {
        // Most are the same copy or of another length: letters are hardly ever compared.
        var few = _few.AsSpan(0, _count);
        for (var i = 0; i < few.Length; i++)
        {
            var name = few[i].Name;
            if (ReferenceEquals(name, key) || (name.Length == key.Length && string.Equals(name, key)))
            {
                return i;
            }
        }

        return -1;
    }
}
