namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>The addresses that the methods of a type name. A type that names one alone keeps it for all that it sends.</summary>
internal sealed class HostsOfTypes
{
    private readonly Dictionary<string, string?> _addresses = new(StringComparer.Ordinal);

    /// <summary>A method names an address.</summary>
    public void Add(string unit, string address)
    {
        string type = TypeOf(unit);
        if (!_addresses.TryAdd(type, address) && _addresses[type] != address)
        {
            _addresses[type] = null;
        }
    }

    /// <summary>The one address of the type that a method belongs to, or null.</summary>
    public string? Of(string unit) => _addresses.GetValueOrDefault(TypeOf(unit));

    // The state machine T/<M>d__1 holds the code of T.M.
    private static string TypeOf(string unit)
    {
        int inner = unit.IndexOf("/<", StringComparison.Ordinal);
        int end = inner >= 0 ? inner : unit.EndsWith("..ctor", StringComparison.Ordinal) || unit.EndsWith("..cctor", StringComparison.Ordinal) ? unit.LastIndexOf("..", StringComparison.Ordinal) : unit.LastIndexOf('.');
        return end < 0 ? unit : unit[..end];
    }
}
