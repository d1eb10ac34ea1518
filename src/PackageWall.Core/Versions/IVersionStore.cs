using PackageWall.Core.Audit;
using PackageWall.Core.Standings;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Core.Versions;

/// <summary>
/// Keeps version records, inspection reports and the audit log together, so that a decision and its entry in the log are written
/// both or not at all.
/// </summary>
public interface IVersionStore
{
    /// <summary>All recorded versions of a package; empty when there are none.</summary>
    Task<IReadOnlyList<VersionRecord>> LoadAsync(string feed, PackageName package, CancellationToken cancellation);

    /// <summary>One version, or null when it is not recorded.</summary>
    Task<VersionRecord?> FindAsync(VersionKey key, CancellationToken cancellation);

    /// <summary>Writes records, reports and log entries in one transaction.</summary>
    /// <exception cref="VersionConflictException">Somebody else wrote a record since it was read; nothing was written.</exception>
    Task CommitAsync(VersionCommit commit, CancellationToken cancellation);

    /// <summary>The report of an artifact, or null.</summary>
    Task<InspectionReport?> ReadReportAsync(string sha256, CancellationToken cancellation);

    /// <summary>Versions by recorded standing (any of several; all when empty), highest score first, then newest first.</summary>
    Task<IReadOnlyList<VersionRecord>> QueryAsync(IReadOnlyList<StandingKind> standings, int skip, int take, CancellationToken cancellation);

    /// <summary>Cooling versions whose time is over at the given moment, earliest first.</summary>
    Task<IReadOnlyList<VersionRecord>> DueAsync(DateTimeOffset now, int take, CancellationToken cancellation);

    /// <summary>Number of versions by recorded standing.</summary>
    Task<IReadOnlyDictionary<StandingKind, long>> CountAsync(CancellationToken cancellation);
}

/// <summary>What is written together.</summary>
public sealed record VersionCommit
{
    /// <summary>Records to insert (revision 1) or to replace (revision of the stored one plus 1).</summary>
    public IReadOnlyList<VersionRecord> Versions { get; init; } = [];

    /// <summary>Reports by the SHA-256 they carry.</summary>
    public IReadOnlyList<InspectionReport> Reports { get; init; } = [];

    /// <summary>Entries for the audit log, in order.</summary>
    public IReadOnlyList<AuditEvent> Events { get; init; } = [];
}

/// <summary>A record was changed by somebody else since it was read: read it again and decide again.</summary>
public sealed class VersionConflictException(VersionKey key) : Exception($"{key} was changed by another decision in the meantime.")
{
    /// <summary>Which version.</summary>
    public VersionKey Key { get; } = key;
}
