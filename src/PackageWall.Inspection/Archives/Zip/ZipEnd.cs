namespace PackageWall.Inspection.Archives.Zip;

/// <summary>Where the central directory is, as the end of the zip says.</summary>
/// <param name="Offset">Place of the end record.</param>
/// <param name="DirectoryOffset">Where the central directory starts.</param>
/// <param name="DirectorySize">Its length.</param>
/// <param name="DirectoryEnd">Where it must end: at the first of the end records.</param>
/// <param name="Count">How many entries it lists.</param>
/// <param name="OtherMarks">Other places before the end that bear its mark; harmless only inside an entry's content.</param>
internal sealed record ZipEnd(
    int Offset, long DirectoryOffset, long DirectorySize, long DirectoryEnd, long Count, IReadOnlyList<int> OtherMarks);
