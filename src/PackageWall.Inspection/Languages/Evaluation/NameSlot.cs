namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>
/// Where in a small table a name is remembered. A reader keeps one copy of each name, so that the copy in the slot is compared and not its
/// letters; two names that want the same slot take it from each other, which costs time and nothing else.
/// </summary>
internal static class NameSlot
{
    /// <summary>The slot of a name in a table whose length is a power of two.</summary>
    public static int Of(string name, int slots) =>
        name.Length == 0 ? 0 : ((name.Length * 37) ^ (name[0] * 7) ^ (name[name.Length / 2] * 61) ^ (name[^1] * 131)) & (slots - 1);
}
