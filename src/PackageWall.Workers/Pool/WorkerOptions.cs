namespace PackageWall.Workers.Pool;

/// <summary>How many workers there are and what each may use.</summary>
public sealed record WorkerOptions
{
    /// <summary>
    /// Heap of a worker in bytes that keeps its whole memory under 400 MB: the rest is code, stacks and the runtime.
    /// </summary>
    public const long DefaultMemory = 304L << 20;

    /// <summary>Heap in bytes of the one worker for what outgrows the others.</summary>
    public const long DefaultLargeMemory = 1536L << 20;

    /// <summary>Inspections at once.</summary>
    public int Count { get; init; } = Environment.ProcessorCount;

    /// <summary>Heap of a worker in bytes.</summary>
    public long Memory { get; init; } = DefaultMemory;

    /// <summary>
    /// Heap in bytes for a second attempt at what runs out of memory: big packages are mostly honest. There is never more than one such
    /// worker, and it ends with the inspection. Not more than <see cref="Memory"/>: there is no second attempt.
    /// </summary>
    public long LargeMemory { get; init; } = DefaultLargeMemory;

    /// <summary>
    /// Inspections after which a worker is replaced, so that nothing adds up. A new one compiles its code anew, which costs as much as a
    /// hundred inspections.
    /// </summary>
    public int Inspections { get; init; } = 5_000;

    /// <summary>
    /// How many times the inspection's own limit a worker may take by the clock on the wall. The limit itself is of what it computes; a busy
    /// machine gives it only part of a processor.
    /// </summary>
    public int Patience { get; init; } = 5;

    /// <summary>
    /// What a worker gets beyond that before it is killed. Inspections end themselves in time; this is for those that do not.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a worker may take to become ready.</summary>
    public TimeSpan StartTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether nothing is inspected when workers cannot be shut in completely.</summary>
    public bool IsSandboxRequired { get; init; }

    /// <summary>Hears about what an operator should know: what is missing, what ended and why. Called from any thread.</summary>
    public Action<string> Log { get; init; } = _ => { };
}
