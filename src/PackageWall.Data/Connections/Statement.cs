namespace PackageWall.Data.Connections;

/// <summary>A statement that both databases read. Its values are <c>@p0</c>, <c>@p1</c> and so on.</summary>
/// <param name="text">The statement.</param>
internal sealed class Statement(string text)
{
    public string Text { get; } = text;
}
