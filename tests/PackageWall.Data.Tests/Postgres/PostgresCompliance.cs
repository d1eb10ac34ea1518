using PackageWall.Data.Tests.Audit;
using PackageWall.Data.Tests.Versions;

namespace PackageWall.Data.Tests.Postgres;

/// <summary>The suites on PostgreSQL.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresVersionStoreTests(PostgresServer server) : VersionStoreCompliance, IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override async Task<TestWall> OpenAsync() =>
        await TestWall.OpenAsync(new DataOptions(_folder.Path, await server.NewDatabaseAsync()));
}

/// <inheritdoc cref="PostgresVersionStoreTests"/>
[Collection(PostgresTests.Name)]
public sealed class PostgresConcurrencyTests(PostgresServer server) : ConcurrencyCompliance, IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override async Task<TestWall> OpenAsync() =>
        await TestWall.OpenAsync(new DataOptions(_folder.Path, await server.NewDatabaseAsync()));

    [Fact]
    public async Task Two_servers_on_one_database_append_to_one_chain()
    {
        string database = await server.NewDatabaseAsync();
        using var otherFolder = new TestFolder();
        await using TestWall one = await TestWall.OpenAsync(new DataOptions(_folder.Path, database));
        await using TestWall two = await TestWall.OpenAsync(new DataOptions(otherFolder.Path, database));

        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() =>
            (i % 2 == 0 ? one : two).Store.CommitAsync(Samples.Commit(Samples.Record($"{i}.0.0"), Samples.Event(i)), CancellationToken.None))));

        var verification = await one.Audit.VerifyAsync(CancellationToken.None);
        verification.BrokenAt.ShouldBeNull();
        verification.Entries.ShouldBe(400);
    }

    [Fact]
    public async Task Servers_that_start_together_migrate_once()
    {
        string database = await server.NewDatabaseAsync();
        using var otherFolder = new TestFolder();

        TestWall[] walls = await Task.WhenAll(
            Task.Run(() => TestWall.OpenAsync(new DataOptions(_folder.Path, database))),
            Task.Run(() => TestWall.OpenAsync(new DataOptions(otherFolder.Path, database))));

        foreach (TestWall wall in walls)
        {
            (await wall.Audit.VerifyAsync(CancellationToken.None)).Entries.ShouldBe(0);
            await wall.DisposeAsync();
        }
    }
}

/// <inheritdoc cref="PostgresVersionStoreTests"/>
[Collection(PostgresTests.Name)]
public sealed class PostgresAuditLogTests(PostgresServer server) : AuditLogCompliance, IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override async Task<TestWall> OpenAsync() =>
        await TestWall.OpenAsync(new DataOptions(_folder.Path, await server.NewDatabaseAsync()));
}
