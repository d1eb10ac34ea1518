using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PackageWall.Data.Sqlite;

/// <summary>What every connection sets when it opens; SQLite keeps none of it in the file.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    // FULL: with WAL, a commit that was acknowledged is on the disk even when the power goes. The write queue shares its cost.
    private const string Text = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16384; PRAGMA journal_size_limit=67108864;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set(connection);
        return Task.CompletedTask;
    }

    /// <summary>Sets it.</summary>
    public static void Set(DbConnection connection)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = Text;
        command.ExecuteNonQuery();
    }
}
