using System.Data;
using System.Data.Common;
using PackageWall.Data.Connections;

namespace PackageWall.Data.Sqlite;

/// <summary>
/// A transaction that writes. Its two statements stay prepared with the connection, as all others do that run with each artifact; the
/// driver's own makes them anew each time, and carries guards for statements of others, which this connection does not run.
/// </summary>
internal sealed class SqliteWrite : DbTransaction
{
    // IMMEDIATE: the write lock is held before the first row is read.
    private static readonly Statement BeginStatement = new("BEGIN IMMEDIATE");
    private static readonly Statement CommitStatement = new("COMMIT");
    private static readonly Statement RollbackStatement = new("ROLLBACK");

    private readonly WallConnection _connection;
    private bool _isOver;

    private SqliteWrite(WallConnection connection) => _connection = connection;

    public override IsolationLevel IsolationLevel => IsolationLevel.Serializable;

    protected override DbConnection DbConnection => _connection.Connection;

    public static async Task<SqliteWrite> BeginAsync(WallConnection connection)
    {
        await connection.WriteAsync(BeginStatement).ConfigureAwait(false);
        return new SqliteWrite(connection);
    }

    public override void Commit() => CommitAsync().GetAwaiter().GetResult();

    public override async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        await _connection.WriteAsync(CommitStatement).ConfigureAwait(false);
        _isOver = true;
    }

    public override void Rollback()
    {
        _isOver = true;
        _connection.WriteAsync(RollbackStatement).GetAwaiter().GetResult();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isOver)
        {
            try
            {
                Rollback();
            }
            catch (DbException)
            {
                // SQLite has rolled back by itself, as it does when the disk is full: then there is nothing to roll back.
            }
        }

        base.Dispose(disposing);
    }
}
