using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using PackageWall.Data.Connections;
using PackageWall.Data.Model;

namespace PackageWall.Data.Postgres;

/// <summary>A PostgreSQL database, which several servers may share.</summary>
internal sealed class PostgresDatabase : IWallDatabase, IDisposable
{
    // Any number that no other program uses in this database; "PkgWall" in ASCII.
    private const long WriteLock = 0x506B6757616C6C;
    private static readonly Statement Lock = new("SELECT pg_advisory_xact_lock(@p0)");

    private readonly string _connection;
    private readonly PooledDbContextFactory<PostgresWallDbContext> _contexts;

    public PostgresDatabase(DataOptions options)
    {
        _connection = PostgresAddress.Read(options.Database ?? "");
        _contexts = new PooledDbContextFactory<PostgresWallDbContext>(Configure(_connection));
        Connections = new WallConnections(ConnectAsync, kept: 0);
    }

    public WallConnections Connections { get; }

    public WallDbContext Open() => _contexts.CreateDbContext();

    public async Task<DbTransaction> BeginWriteAsync(WallConnection connection, CancellationToken cancellation)
    {
        // READ COMMITTED: each statement after the lock sees all that the previous holder wrote.
        DbTransaction transaction = await connection.Connection.BeginTransactionAsync(cancellation);
        try
        {
            connection.Transaction = transaction;
            await using DbDataReader reader = await connection.ReadAsync(Lock, [WriteLock], cancellation);
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
        Connections.Dispose();
        using var connection = new NpgsqlConnection(_connection);
        NpgsqlConnection.ClearPool(connection);
    }

    private async Task<DbConnection> ConnectAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(_connection);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    internal static DbContextOptions<PostgresWallDbContext> Configure(string connection) =>
        new DbContextOptionsBuilder<PostgresWallDbContext>()
            .UseNpgsql(connection)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
}
