namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>A list, array, tuple or set; <see cref="Rest"/> is set when it may hold more than <see cref="Items"/>.</summary>
internal sealed class ListData
{
    private const int Most = 200_000;
    private Taint _taint = Taint.None;
    private HeldFunctions? _functions = HeldFunctions.None;
    private int _version;

    public List<Value> Items { get; } = [];

    /// <summary>The functions among its elements.</summary>
    public HeldFunctions Functions => _functions ??= HeldFunctions.Of(Items, ++_version);

    public Value? Rest { get; private set; }

    public bool IsWhole => Rest is null;

    public static ListData From(IEnumerable<Value> values)
    {
        var list = new ListData();
        foreach (var value in values)
        {
            list.Add(value);
        }

        return list;
    }

    public void Add(Value value)
    {
        _taint = _taint.Union(value.DeepTaint(1));
        if (Rest is null && Items.Count < Most)
        {
            Items.Add(value);
            _functions = value.Closures.Length == 0 ? _functions : null;
        }
        else
        {
            AddSomewhere(value);
        }
    }

    /// <summary>Puts another element in a place that there is.</summary>
    public void Replace(int place, Value value)
    {
        _functions = value.Closures.Length + Items[place].Closures.Length == 0 ? _functions : null;
        Items[place] = value;
    }

    /// <summary>Notes an element whose place is not known.</summary>
    public void AddSomewhere(Value value)
    {
        _taint = _taint.Union(value.DeepTaint(1));
        Rest = Rest is null ? value : Value.Join(value, Rest);
    }

    public Taint DeepTaint(int levels)
    {
        var taint = _taint;
        if (levels > 0)
        {
            for (var i = 0; i < Items.Count && i < 24; i++)
            {
                taint = taint.Union(Items[i].DeepTaint(levels - 1));
            }
        }

        return taint;
    }

    /// <summary>Any element.</summary>
    public Value Any()
    {
        var any = Rest ?? Value.Unknown;
        for (var i = Math.Min(Items.Count, 16) - 1; i >= 0; i--)
        {
            any = Value.Join(Items[i], any);
        }

        return any.With(_taint);
    }

    public Value At(double index)
    {
        var place = index < 0 ? Items.Count + index : index;
        return IsWhole && place >= 0 && place < Items.Count && place == Math.Floor(place) ? Items[(int)place] : Any();
    }
}
