using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using PackageWall.Data.Model;

namespace PackageWall.Data.Postgres;

/// <summary>A PostgreSQL database, which several servers may share.</summary>
internal sealed class PostgresDatabase : IWallDatabase, IDisposable
{
    // Any number that no other program uses in this database; "PkgWall" in ASCII.
    private const long WriteLock = 0x506B6757616C6C;

    private readonly string _connection;
    private readonly PooledDbContextFactory<PostgresWallDbContext> _contexts;

    public PostgresDatabase(DataOptions options)
    {
        _connection = PostgresAddress.Read(options.Database ?? "");
        _contexts = new PooledDbContextFactory<PostgresWallDbContext>(Configure(_connection));
    }

    public WallDbContext Open() => _contexts.CreateDbContext();

    public async Task<IDbContextTransaction> BeginWriteAsync(WallDbContext context, CancellationToken cancellation)
    {
        // READ COMMITTED: each statement after the lock sees all that the previous holder wrote.
        IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellation);
        try
        {
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({WriteLock})", cancellation);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using WallDbContext context = Open();
        await context.Database.MigrateAsync(cancellation);
    }

    public void Dispose()
    {
        using var connection = new NpgsqlConnection(_connection);
        NpgsqlConnection.ClearPool(connection);
    }

    internal static DbContextOptions<PostgresWallDbContext> Configure(string connection) =>
        new DbContextOptionsBuilder<PostgresWallDbContext>()
            .UseNpgsql(connection)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
}
