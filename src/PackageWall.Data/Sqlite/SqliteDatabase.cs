using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using PackageWall.Data.Connections;
using PackageWall.Data.Model;

namespace PackageWall.Data.Sqlite;

/// <summary>One file under the data folder, for one server.</summary>
internal sealed class SqliteDatabase : IWallDatabase, IDisposable
{
    /// <summary>The writer and some readers: reading takes microseconds, so that few ever read at once.</summary>
    private const int KeptConnections = 4;

    private readonly string _connection;
    private readonly PooledDbContextFactory<SqliteWallDbContext> _contexts;

    public SqliteDatabase(DataOptions options)
    {
        SqliteRuntime.Initialize();
        _connection = ConnectionString(options.SqliteFile);
        _contexts = new PooledDbContextFactory<SqliteWallDbContext>(Configure(_connection));
        Connections = new WallConnections(ConnectAsync, KeptConnections);
    }

    public WallConnections Connections { get; }

    public WallDbContext Open() => _contexts.CreateDbContext();

    // The driver has no part in it, so statements are not told of it either.
    public async Task<DbTransaction> BeginWriteAsync(WallConnection connection, CancellationToken cancellation) =>
        await SqliteWrite.BeginAsync(connection);

    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using (var connection = new SqliteConnection(_connection))
        {
            await connection.OpenAsync(cancellation);

            // Written into the file, once: readers never wait for the writer. EF Core's own lock is a table, which stays when a server is
            // killed while it migrates and would stop every later start. The data folder is ours alone here (see DataFolderLock), so a
            // lock that is there belongs to nobody.
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
            await command.ExecuteNonQueryAsync(cancellation);
            if (SqliteMigrations.AreApplied(connection))
            {
                return;
            }
        }

        await using WallDbContext context = Open();
        await context.Database.MigrateAsync(cancellation);
    }

    public void Dispose()
    {
        Connections.Dispose();
        using var connection = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(connection);
    }

    private async Task<DbConnection> ConnectAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(_connection);
        try
        {
            await connection.OpenAsync(cancellation);
            SqlitePragmas.Set(connection);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    internal static string ConnectionString(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = true,
        DefaultTimeout = 30,
    }.ToString();

    internal static DbContextOptions<SqliteWallDbContext> Configure(string connection) =>
        new DbContextOptionsBuilder<SqliteWallDbContext>()
            .UseSqlite(connection)
            .AddInterceptors(new SqlitePragmas())
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
}
