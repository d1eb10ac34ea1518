namespace PackageWall.Benchmarks.Comparison.Load;

/// <summary>What of one subject is asked for.</summary>
/// <param name="Subject">Who answers.</param>
/// <param name="Process">Its first process.</param>
/// <param name="Url">The address.</param>
/// <param name="Headers">What the client sends.</param>
internal sealed record Target(string Subject, int Process, Uri Url, IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>Seconds for an answer: it gets one long turn instead of several, and is let come to rest before the next subject's.</summary>
    public bool IsSlow { get; init; }
}
