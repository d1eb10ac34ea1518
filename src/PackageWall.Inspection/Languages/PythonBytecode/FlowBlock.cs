namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>Instructions that run one after another, with nothing that leads in or out between them.</summary>
/// <param name="first">The first of them.</param>
internal sealed class FlowBlock(int first)
{
    /// <summary>The first instruction.</summary>
    public int First { get; } = first;

    /// <summary>The instruction after the last.</summary>
    public int End { get; set; }

    /// <summary>Where it leads when the last instruction does not jump; -1 for nowhere.</summary>
    public int Falls { get; set; } = -1;

    /// <summary>Where it leads when the last instruction jumps; -1 for nowhere.</summary>
    public int Jumps { get; set; } = -1;

    /// <summary>Where its exceptions lead, with what is on the stack there.</summary>
    public List<(int Block, int Depth, int More)> Handlers { get; } = [];

    /// <summary>What leads to it.</summary>
    public List<int> Before { get; } = [];

    /// <summary>Its place in an order in which what leads somewhere comes before it, loops aside.</summary>
    public int Order { get; set; } = -1;

    /// <summary>The block through which every way here leads last.</summary>
    public int Parent { get; set; } = -1;

    /// <summary>The block at the head of the innermost loop around it, itself when it is one; -1 for none.</summary>
    public int Loop { get; set; } = -1;

    /// <summary>Whether something leads back to it.</summary>
    public bool IsHead { get; set; }

    /// <summary>How many lead to it, those that lead back not counted.</summary>
    public int Ways { get; set; }

    /// <summary>Whether an exception leads to it.</summary>
    public bool IsHandler { get; set; }

    /// <summary>Whether nothing leads to it.</summary>
    public bool IsUnreached { get; set; }
}
