using System.Globalization;
using PackageWall.Inspection.Languages.Shell;

namespace PackageWall.Inspection.Languages.PowerShell;

/// <summary>A value of PowerShell as far as it is known: text with what flowed in, and where it is more than text, its items, bytes or type.</summary>
internal sealed record PsValue(Flow Flow)
{
    /// <summary>Nothing known.</summary>
    public static PsValue Unknown { get; } = new(Flow.Unknown);

    /// <summary>The empty text.</summary>
    public static PsValue Empty { get; } = new(Flow.None);

    /// <summary>Items of a list; null for a single value.</summary>
    public IReadOnlyList<PsValue>? Items { get; init; }

    /// <summary>A number.</summary>
    public double? Number { get; init; }

    /// <summary>Bytes, when it is a known array of them.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>Name of a type, of <c>[Type]</c> itself or of an object made from it, in lower case and without <c>system.</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Whether it is a script block: its text is code.</summary>
    public bool IsBlock { get; init; }

    public bool IsKnown => Flow.IsKnown;

    public string Text => Flow.Text;

    public IReadOnlyList<string> Names => Flow.Names;

    public static PsValue Of(string text) => new(Flow.Of(text));

    public static PsValue Of(double number) => new(Flow.Of(number.ToString(CultureInfo.InvariantCulture))) { Number = number };

    public static PsValue From(IEnumerable<string> names) => new(Flow.From(names));

    /// <summary>A list; as text its items stand with blanks between them, as PowerShell writes lists.</summary>
    public static PsValue List(IReadOnlyList<PsValue> items)
    {
        var flow = new FlowBuilder();
        for (var i = 0; i < items.Count; i++)
        {
            flow.Append(i == 0 ? "" : " ").Append(items[i].Flow);
        }

        return new PsValue(flow.Build()) { Items = items };
    }

    /// <summary>Itself as items.</summary>
    public IReadOnlyList<PsValue> AsItems() => Items ?? [this];

    public PsValue With(IEnumerable<string> names) => this with { Flow = Flow.With(names) };
}
