namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>An object or dictionary with known keys; <see cref="Rest"/> holds what was stored under keys that are not known.</summary>
internal sealed class ObjectData
{
    private const int Most = 20_000;
    private readonly Names _fields = new();
    private Taint _taint = Taint.None;
    private HeldFunctions? _functions = HeldFunctions.None;
    private int _version;

    public Value? Rest { get; private set; }

    /// <summary>The class that it is an instance of, when that is in the file.</summary>
    public Closure? Class { get; init; }

    /// <summary>Where it is written, when it is written out.</summary>
    public Syntax.Node? Site { get; init; }

    public Names Fields => _fields;

    private Value? _whole;

    /// <summary>The object as a value.</summary>
    public Value Whole => _whole ??= Value.Of(this);

    /// <summary>The functions among its fields.</summary>
    public HeldFunctions Functions => _functions ??= HeldFunctions.Of(_fields.Values, ++_version);

    public Value? Get(string key) => _fields.TryGetValue(key, out var value) ? value : null;

    public void Set(string key, Value value, bool replace)
    {
        _taint = _taint.Union(value.DeepTaint(1));
        if (_fields.TryGetValue(key, out var old))
        {
            var made = replace ? value : Value.Join(value, old);
            _functions = ReferenceEquals(made, old) || made.Closures.Length + old.Closures.Length == 0 ? _functions : null;
            _fields[key] = made;
        }
        else if (_fields.Count < Most)
        {
            _functions = value.Closures.Length == 0 ? _functions : null;
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
            foreach (var (_, value) in _fields)
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
        foreach (var (_, value) in _fields)
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
