namespace PackageWall.Inspection.Archives;

/// <summary>Ends a reading that would cost more than it may. Never leaves <see cref="ArchiveReader"/>: there it becomes an anomaly.</summary>
internal sealed class LimitReachedException(string code, string message) : Exception(message)
{
    /// <summary>One of the <c>limit.*</c> codes.</summary>
    public string Code { get; } = code;
}
