namespace PackageWall.Inspection.Manifests.Json;

/// <summary>A member whose name stood in its object before.</summary>
/// <param name="Path">Names from the root, with slashes.</param>
/// <param name="Line">Line of the later one.</param>
/// <param name="IsSame">Whether both have the same value, so that it does not matter which one counts.</param>
internal sealed record JsonDuplicate(string Path, int Line, bool IsSame);

/// <summary>A JSON text, read as far as it can be.</summary>
/// <param name="Root">Its value; an empty object when it has none.</param>
/// <param name="Duplicates">Names that come twice.</param>
/// <param name="Oddities">What a strict parser refuses or strips: a byte order mark, comments, trailing commas, broken UTF-8.</param>
/// <param name="Error">Why it was not read to its end, or null.</param>
internal sealed record JsonReading(JsonValue Root, IReadOnlyList<JsonDuplicate> Duplicates, IReadOnlyList<string> Oddities, string? Error)
{
    /// <summary>Whether every parser reads it, and all read the same.</summary>
    public bool IsStrict => Error is null && Oddities.Count == 0 && Duplicates.Count == 0;
}
