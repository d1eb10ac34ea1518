namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>A text that was found inside a file and is to be read as code of its own.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Language">What runs it, or null when its looks decide.</param>
/// <param name="Encoding">How it was hidden, outermost first and joined by <c>+</c>; null when it stood there as it is.</param>
/// <param name="Line">The line of the text that holds it.</param>
/// <param name="Unit">The function that would run it.</param>
/// <param name="IsRun">Whether something was seen that runs it.</param>
internal sealed record FoundText(byte[] Content, string? Language, string? Encoding, int Line, string Unit, bool IsRun);
