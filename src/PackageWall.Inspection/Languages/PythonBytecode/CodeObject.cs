namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>A compiled function, class body or module.</summary>
internal sealed record CodeObject
{
    /// <summary>A local that a function inside also uses.</summary>
    public const byte Cell = 0x40;

    /// <summary>A variable of a function around it.</summary>
    public const byte Free = 0x80;

    /// <summary>How many arguments can be given by place, those that can only be given so among them.</summary>
    public int Arguments { get; init; }

    /// <summary>How many arguments can be given by keyword only.</summary>
    public int KeywordOnly { get; init; }

    /// <summary>Flags: 4 for <c>*args</c>, 8 for <c>**kwargs</c>.</summary>
    public int Flags { get; init; }

    /// <summary>The instructions.</summary>
    public byte[] Code { get; init; } = [];

    /// <summary>The constants, code of functions inside among them.</summary>
    public IReadOnlyList<object?> Constants { get; init; } = [];

    /// <summary>Names of globals, attributes and modules.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Names of locals.</summary>
    public IReadOnlyList<string> Locals { get; init; } = [];

    /// <summary>Names of the variables that closures share: up to 3.10 cells and then free ones, since 3.11 all locals with cells and free ones after or among them.</summary>
    public IReadOnlyList<string> Shared { get; init; } = [];

    /// <summary>How many of <see cref="Shared"/> from its beginning are not of functions around it; up to 3.10 only.</summary>
    public int Cells { get; init; }

    /// <summary>What each of <see cref="Shared"/> is; since 3.11 only.</summary>
    public byte[] Kinds { get; init; } = [];

    /// <summary>Its name: <c>&lt;module&gt;</c>, <c>&lt;lambda&gt;</c>, that of the function.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where exceptions go; since 3.11 only.</summary>
    public byte[] Exceptions { get; init; } = [];

    /// <summary>Whether one of its shared variables belongs to a function around it.</summary>
    public bool IsFree(int shared) => Kinds.Length > 0 ? shared < Kinds.Length && (Kinds[shared] & Free) != 0 : shared >= Cells;
}
