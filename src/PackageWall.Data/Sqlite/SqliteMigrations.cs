using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PackageWall.Data.Sqlite;

/// <summary>
/// Whether a file has all migrations of this program already, asked in plain SQL: EF Core makes all of its machinery for the same
/// answer, which is most of the time that a start takes.
/// </summary>
internal static class SqliteMigrations
{
    public static bool AreApplied(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsHistory'";
        if (command.ExecuteScalar() is not 1L)
        {
            return false;
        }

        command.CommandText = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"";
        var applied = new HashSet<string>(StringComparer.Ordinal);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            applied.Add(reader.GetString(0));
        }

        return Known().All(applied.Contains);
    }

    private static IEnumerable<string> Known() =>
        from type in typeof(SqliteMigrations).Assembly.GetTypes()
        where type.IsSubclassOf(typeof(Migration)) && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == typeof(SqliteWallDbContext)
        select type.GetCustomAttribute<MigrationAttribute>()!.Id;
}
