namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>An object that is being read: its parts come after it.</summary>
internal sealed class MarshalFrame
{
    /// <summary>The sequence, or null for a code object.</summary>
    public MarshalSequence? Sequence { get; init; }

    /// <summary>How many parts are to come; -1 for dictionaries, which end at a null.</summary>
    public int Expected { get; set; }

    /// <summary>Where it stands among the objects that can be referred to; -1 when it cannot.</summary>
    public int Reference { get; init; } = -1;

    /// <summary>The parts of a code object, numbers among them.</summary>
    public List<object?> Fields { get; } = [];
}
