namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>The arguments of one call.</summary>
internal sealed class Arguments
{
    private Names? _keywords;

    /// <summary>Those that are passed by name, if there are any.</summary>
    public Names? Named { init => _keywords = value; }

    public static Arguments None { get; } = new();

    public Value[] Positional { get; init; } = [];

    /// <summary>What is passed by name: JavaScript passes nothing so, and has no table of it.</summary>
    public Names Keywords => _keywords ??= new Names();

    public bool HasKeywords => _keywords is { Count: > 0 };

    public static Arguments Of(params Value[] values) => new() { Positional = values };

    public Value this[int index] => index >= 0 && index < Positional.Length ? Positional[index] : Value.Unknown;

    public Value this[int index, string keyword] => HasKeywords && Keywords.TryGetValue(keyword, out var value) ? value : this[index];

    /// <summary>Those by position, but for the first few.</summary>
    public Value[] From(int place) => place >= Positional.Length ? [] : Positional[place..];

    /// <summary>The value of an option: a keyword, or a field of an object among the arguments.</summary>
    public Value? Option(string name)
    {
        if (HasKeywords && Keywords.TryGetValue(name, out var keyword))
        {
            return keyword;
        }

        foreach (var value in Positional)
        {
            if (value.Object?.Get(name) is { } field)
            {
                return field;
            }
        }

        return null;
    }

    public IEnumerable<Value> All => !HasKeywords ? Positional : Positional.Concat(Keywords.Values);

    public Taint Taint()
    {
        var taint = PackageWall.Inspection.Languages.Evaluation.Taint.None;
        foreach (var value in Positional)
        {
            taint = taint.Union(value.DeepTaint());
        }

        if (HasKeywords)
        {
            foreach (var (_, value) in Keywords)
            {
                taint = taint.Union(value.DeepTaint());
            }
        }

        return taint;
    }
}
