namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>A tuple, list, set or dictionary of a marshalled file. It can hold itself: whoever walks it counts his steps.</summary>
/// <param name="kind">Its type code: <c>(</c>, <c>[</c>, <c>&lt;</c>, <c>&gt;</c>, <c>{</c> with keys and values in turn, <c>:</c> for slices.</param>
internal sealed class MarshalSequence(char kind)
{
    /// <summary>Its type code.</summary>
    public char Kind { get; } = kind;

    /// <summary>What is in it.</summary>
    public List<object?> Items { get; } = [];
}
