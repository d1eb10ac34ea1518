using PackageWall.Data.Tests.Audit;
using PackageWall.Data.Tests.Versions;

namespace PackageWall.Data.Tests.Sqlite;

/// <summary>The suites on SQLite.</summary>
public sealed class SqliteVersionStoreTests : VersionStoreCompliance, IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override Task<TestWall> OpenAsync() => TestWall.OpenAsync(new DataOptions(_folder.Path));
}

/// <inheritdoc cref="SqliteVersionStoreTests"/>
public sealed class SqliteConcurrencyTests : ConcurrencyCompliance, IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override Task<TestWall> OpenAsync() => TestWall.OpenAsync(new DataOptions(_folder.Path));
}

/// <inheritdoc cref="SqliteVersionStoreTests"/>
public sealed class SqliteAuditLogTests : AuditLogCompliance, IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override Task<TestWall> OpenAsync() => TestWall.OpenAsync(new DataOptions(_folder.Path));
}
