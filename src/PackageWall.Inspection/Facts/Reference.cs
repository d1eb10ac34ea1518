namespace PackageWall.Inspection.Facts;

/// <summary>How one file brings in another.</summary>
public enum ReferenceKind
{
    /// <summary><c>import</c>, <c>require</c>, <c>from … import</c>: runs the other file's top level.</summary>
    Import,

    /// <summary>Started as a program: <c>node x.js</c>, <c>spawn("./setup")</c>, <c>python x.py</c>.</summary>
    Spawn,

    /// <summary>Opened and read: the bytes may be data, or code in another coat.</summary>
    Open,
}

/// <summary>A place in code that names another file, as the code spells it. Resolving it is the ecosystem's business.</summary>
/// <param name="Kind">What happens with the other file.</param>
/// <param name="Target">The name as folded: <c>./x</c>, <c>package.sub</c>, <c>scripts/setup.mjs</c>; null when it could not be folded.</param>
/// <param name="Line">Line of the place, from 1.</param>
/// <param name="Unit">The function that holds it, or the empty string.</param>
public sealed record Reference(ReferenceKind Kind, string? Target, int Line, string Unit)
{
    /// <summary>
    /// The language of what runs it, whatever the file is called: Python for <c>python x.json</c>. Null where the file itself decides, as one that is
    /// started directly does by its first line.
    /// </summary>
    public string? RunAs { get; init; }
}
