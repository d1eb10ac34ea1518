namespace PackageWall.Inspection.Languages.Syntax;

/// <summary>Makes a <see cref="Series{T}"/> of what is written out.</summary>
internal static class SeriesBuilder
{
    public static Series<T> Of<T>(ReadOnlySpan<T> parts) => parts.IsEmpty ? default : new(parts.ToArray());
}
