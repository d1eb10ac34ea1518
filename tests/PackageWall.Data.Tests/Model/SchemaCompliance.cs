using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using PackageWall.Core.Versions;
using PackageWall.Data.Model;

namespace PackageWall.Data.Tests.Model;

/// <summary>What the migrations of every database must do.</summary>
public abstract class SchemaCompliance
{
    [Fact]
    public async Task The_snapshot_is_the_model()
    {
        await using TestWall wall = await OpenAsync();
        await using WallDbContext context = wall.Database.Open();

        context.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task The_migrations_make_the_tables_that_the_model_would()
    {
        await using TestWall migrated = await OpenAsync();
        await using WallDbContext context = migrated.Database.Open();

        // The model's own operations against those of the migrations: tables, columns, keys and indices.
        var differ = context.GetService<IMigrationsModelDiffer>();
        var expected = differ.GetDifferences(null, context.GetService<IDesignTimeModel>().Model.GetRelationalModel());
        var generator = context.GetService<IMigrationsSqlGenerator>();
        var assembly = context.GetService<IMigrationsAssembly>();
        var migrations = assembly.Migrations.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SelectMany(pair => assembly.CreateMigration(pair.Value, context.Database.ProviderName!).UpOperations)
            .ToList();

        Statements(generator.Generate(migrations)).ShouldBe(Statements(generator.Generate(expected)), ignoreOrder: true);

        static IEnumerable<string> Statements(IReadOnlyList<MigrationCommand> commands) => commands.Select(command => command.CommandText.Trim());
    }

    [Fact]
    public async Task Migrating_again_changes_nothing_and_loses_nothing()
    {
        await using TestWall wall = await OpenAsync();
        await wall.Store.CommitAsync(Samples.Commit(Samples.Record("1.0.0"), Samples.Event(1)), CancellationToken.None);

        await wall.Database.MigrateAsync(CancellationToken.None);

        (await wall.Store.FindAsync(Samples.Key("1.0.0"), CancellationToken.None)).ShouldNotBeNull();
        (await wall.Audit.VerifyAsync(CancellationToken.None)).Entries.ShouldBe(1);
    }

    private protected abstract Task<TestWall> OpenAsync();
}
