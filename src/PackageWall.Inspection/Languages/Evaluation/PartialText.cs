namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>A text that is known but for some places: <c>"https://host/" + x</c>. Holes are one character that text does not use.</summary>
internal sealed class PartialText(string text)
{
    /// <summary>Stands for a part that is not known.</summary>
    public const char Hole = '\uFFFC';

    public string Text { get; } = text;

    /// <summary>As people read it.</summary>
    public string Shown => _shown ??= Text.Replace(Hole, '…');

    private string? _shown;
}
