namespace PackageWall.Inspection;

/// <summary>
/// How much an inspection may cost. What goes over is never skipped: the package becomes inconclusive and is held. Sizes in bytes.
/// </summary>
public sealed record InspectionLimits
{
    /// <summary>The limits that the server and the command line use.</summary>
    public static InspectionLimits Default { get; } = new();

    /// <summary>Largest artifact.</summary>
    public long ArtifactBytes { get; init; } = 1L << 30;

    /// <summary>Largest sum of all unpacked files, nested archives included.</summary>
    public long UnpackedBytes { get; init; } = 4L << 30;

    /// <summary>Largest single file.</summary>
    public long FileBytes { get; init; } = 1L << 30;

    /// <summary>Largest file that is read as source text.</summary>
    public int SourceBytes { get; init; } = 64 << 20;

    /// <summary>Most entries.</summary>
    public int Entries { get; init; } = 100_000;

    /// <summary>Most that one compressed byte may become, once more than a megabyte came out.</summary>
    public int Ratio { get; init; } = 1_100;

    /// <summary>Archives within archives.</summary>
    public int ArchiveDepth { get; init; } = 4;

    /// <summary>Layers of encoding on top of each other.</summary>
    public int LayerDepth { get; init; } = 64;

    /// <summary>Layers in one package.</summary>
    public int Layers { get; init; } = 200;

    /// <summary>Texts in one package that are read as code of their own though nothing hides them: command lines, code given to interpreters.</summary>
    public int Texts { get; init; } = 20_000;

    /// <summary>Sum of all decoded layers.</summary>
    public long LayerBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Longest time for one artifact, by the clock of the <see cref="Inspector"/>. Workers measure what they have computed, so that a busy
    /// machine makes inspections slow and never makes honest packages inconclusive.
    /// </summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);
}
