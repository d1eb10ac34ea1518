using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PackageWall.Data.Model;
using PackageWall.Data.Tests.Model;

namespace PackageWall.Data.Tests.Sqlite;

public sealed class SqliteSchemaTests : SchemaCompliance, IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_server_that_was_killed_while_it_migrated_does_not_stop_the_next_start()
    {
        await using (TestWall wall = await OpenAsync())
        {
            await wall.ExecuteAsync(
                """
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT OR REPLACE INTO "__EFMigrationsLock" VALUES (1, '2026-01-01');
                """);
        }

        await using TestWall next = await OpenAsync();
        (await next.Audit.VerifyAsync(CancellationToken.None)).Entries.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_has_all_migrations_is_not_migrated_again_and_one_that_lacks_one_is()
    {
        await using (TestWall wall = await TestWall.OpenAsync(new DataOptions(_folder.Path)))
        {
            // As a later version of this program leaves it.
            await wall.ExecuteAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Later', '10.0.0')");
        }

        await using (TestWall wall = await TestWall.OpenAsync(new DataOptions(_folder.Path)))
        {
            await wall.ExecuteAsync("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" LIKE '%_Initial'");
        }

        // Its tables are there already, so the attempt to make them shows that it was made.
        SqliteException failure = await Should.ThrowAsync<SqliteException>(() => TestWall.OpenAsync(new DataOptions(_folder.Path)));
        failure.Message.ShouldContain("already exists");
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("busy_timeout", "10000")]
    public async Task Every_connection_is_set_up(string pragma, string value)
    {
        await using TestWall wall = await OpenAsync();
        await using WallDbContext context = wall.Database.Open();
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";

        (await command.ExecuteScalarAsync())!.ToString().ShouldBe(value);
    }

    [Theory]
    [InlineData("SELECT * FROM versions WHERE standing = 'Held' ORDER BY score DESC, dated_at DESC LIMIT 50", "ix_versions_queue")]
    [InlineData("SELECT * FROM versions WHERE standing = 'Cooling' AND until <= 5 ORDER BY until LIMIT 50", "ix_versions_due")]
    [InlineData("SELECT * FROM versions WHERE feed = 'npm' AND package = 'x'", "sqlite_autoindex_versions_1")]
    public async Task Questions_of_every_day_go_by_an_index(string sql, string index)
    {
        await using TestWall wall = await OpenAsync();
        await using WallDbContext context = wall.Database.Open();
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<string> plan = [];
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(3));
        }

        plan.ShouldHaveSingleItem().ShouldContain(index);
    }

    private protected override Task<TestWall> OpenAsync() => TestWall.OpenAsync(new DataOptions(_folder.Path));
}
