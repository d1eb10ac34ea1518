using Microsoft.EntityFrameworkCore;
using PackageWall.Data.Model;

namespace PackageWall.Data.Postgres;

/// <summary>The model on PostgreSQL.</summary>
internal sealed class PostgresWallDbContext(DbContextOptions<PostgresWallDbContext> options) : WallDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // Keys are compared and sorted byte by byte, as SQLite does, whatever language the database was created for.
        modelBuilder.Entity<VersionRow>(row =>
        {
            row.Property(r => r.Feed).UseCollation("C");
            row.Property(r => r.Package).UseCollation("C");
            row.Property(r => r.Version).UseCollation("C");
        });
        modelBuilder.Entity<ReportRow>().Property(r => r.Sha256).UseCollation("C");
    }
}
