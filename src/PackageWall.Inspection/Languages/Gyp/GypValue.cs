namespace PackageWall.Inspection.Languages.Gyp;

/// <summary>A value of a gyp file: a text, a number (as text), a list or a dictionary. Keys keep their order and may repeat.</summary>
internal sealed class GypValue(int line)
{
    /// <summary>Its line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The text, when it is one.</summary>
    public string? Text { get; init; }

    /// <summary>The items, when it is a list.</summary>
    public List<GypValue>? Items { get; init; }

    /// <summary>Key and value, when it is a dictionary.</summary>
    public List<(string Key, GypValue Value)>? Pairs { get; init; }
}
