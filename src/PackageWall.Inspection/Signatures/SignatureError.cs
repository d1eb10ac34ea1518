namespace PackageWall.Inspection.Signatures;

/// <summary>Something wrong in a file of the signatures folder.</summary>
/// <param name="File">Path inside the folder.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record SignatureError(string File, int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}: {Message}";
}
