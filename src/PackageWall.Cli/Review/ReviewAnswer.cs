namespace PackageWall.Cli.Review;

/// <summary>What came of a request to the server.</summary>
internal abstract record ReviewAnswer
{
    private ReviewAnswer()
    {
    }

    /// <summary>The server did it and tells these versions; <paramref name="Body"/> is its answer as it stands.</summary>
    internal sealed record Told(IReadOnlyList<ReviewRecord> Records, string Body) : ReviewAnswer;

    /// <summary>The server refused and says why.</summary>
    internal sealed record Refused(int Status, string Reason) : ReviewAnswer;

    /// <summary>The server does not answer.</summary>
    internal sealed record Unreachable(string Reason) : ReviewAnswer;
}
