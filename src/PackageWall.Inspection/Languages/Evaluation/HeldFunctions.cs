namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>The values in an object or list that hold functions, as they are at one time. Immutable.</summary>
internal sealed class HeldFunctions
{
    private const int Most = 2_000;

    private HeldFunctions(int version, List<Value> values)
    {
        Version = version;
        Values = values;
        foreach (var value in values)
        {
            var isNamed = Array.TrueForAll(value.Closures, closure => closure.IsNamed || closure.Function is null)
                && !Array.Exists(value.Constants, constant => constant is ObjectData or ListData);
            (isNamed ? Named : Others).Add(value);
        }
    }

    /// <summary>Nothing is held.</summary>
    public static HeldFunctions None { get; } = new(0, []);

    /// <summary>Changes with what is held.</summary>
    public int Version { get; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Value> Values { get; }

    /// <summary>Those that are nothing but functions with names.</summary>
    public List<Value> Named { get; } = [];

    /// <summary>All others.</summary>
    public List<Value> Others { get; } = [];

    /// <summary>What some values hold.</summary>
    public static HeldFunctions Of(IEnumerable<Value> values, int version)
    {
        List<Value> found = [];
        foreach (var value in values)
        {
            if (value.Closures.Length > 0)
            {
                found.Add(value);
                if (found.Count == Most)
                {
                    break;
                }
            }
        }

        return found.Count == 0 ? None : new HeldFunctions(version, found);
    }
}
