using PackageWall.Core.Versions;

namespace PackageWall.Data.Versions;

/// <summary>What came of writing a batch.</summary>
internal abstract record BatchOutcome
{
    /// <summary>All were written, except those whose version had been changed.</summary>
    public sealed record Written(IReadOnlyDictionary<PendingCommit, VersionKey> Conflicts) : BatchOutcome;

    /// <summary>Nothing was written.</summary>
    public sealed record Failed(Exception Why) : BatchOutcome;

    /// <summary>The database was lost while it committed: all were written or none. Trying again could write twice.</summary>
    public sealed record Unknown(Exception Why) : BatchOutcome;
}
