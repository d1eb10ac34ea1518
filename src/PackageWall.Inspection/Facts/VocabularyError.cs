namespace PackageWall.Inspection.Facts;

/// <summary>What is wrong in a file of the vocabulary, and where; lines from 1.</summary>
public sealed record VocabularyError(string File, int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}: {Message}";
}
