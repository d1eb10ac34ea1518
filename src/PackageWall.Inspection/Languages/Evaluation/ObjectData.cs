namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>An object or dictionary with known keys; <see cref="Rest"/> holds what was stored under keys that are not known.</summary>
internal sealed class ObjectData
{
    private const int Most = 20_000;
    private readonly Names _fields = new();
    private Taint _taint = Taint.None;

    public Value? Rest { get; private set; }

    /// <summary>The class that it is an instance of, when that is in the file.</summary>
    public Closure? Class { get; init; }

    /// <summary>Where it is written, when it is written out.</summary>
    public Syntax.Node? Site { get; init; }

    public IReadOnlyDictionary<string, Value> Fields => _fields;

    public Value? Get(string key) => _fields.TryGetValue(key, out var value) ? value : null;

    public void Set(string key, Value value, bool replace)
    {
        _taint = _taint.Union(value.DeepTaint(1));
        if (_fields.TryGetValue(key, out var old))
        {
            _fields[key] = replace ? value : Value.Join(value, old);
        }
        else if (_fields.Count < Most)
        {
            _fields[key] = value;
        }
        else
        {
            SetSomewhere(value);
        }
    }

    public void SetSomewhere(Value value)
    {
        _taint = _taint.Union(value.DeepTaint(1));
        Rest = Rest is null ? value : Value.Join(value, Rest);
    }

    public Taint DeepTaint(int levels)
    {
        var taint = _taint;
        if (levels > 0)
        {
            var left = 24;
            foreach (var value in _fields.Values)
            {
                if (left-- == 0)
                {
                    break;
                }

                taint = taint.Union(value.DeepTaint(levels - 1));
            }
        }

        return taint;
    }

    public Value Any()
    {
        var any = Rest ?? Value.Unknown;
        var left = 16;
        foreach (var value in _fields.Values)
        {
            if (left-- == 0)
            {
                break;
            }

            any = Value.Join(any, value);
        }

        return any.With(_taint);
    }
}
