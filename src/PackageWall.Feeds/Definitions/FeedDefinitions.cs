namespace PackageWall.Feeds.Definitions;

/// <summary>A mistake in a feed's file.</summary>
/// <param name="File">File name.</param>
/// <param name="Line">Line, from 1; 0 for the whole file.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record DefinitionError(string File, int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Message}" : $"{File}: {Message}";
}
