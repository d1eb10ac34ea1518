using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace PackageWall.Data.Postgres.Migrations;

/// <summary>The model after the last migration. Written by hand like the migrations, and a test compares it with the real one.</summary>
[DbContext(typeof(PostgresWallDbContext))]
internal sealed class PostgresWallDbContextModelSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder)
    {
        modelBuilder.HasAnnotation("ProductVersion", "10.0.14");
        modelBuilder.HasAnnotation("Relational:MaxIdentifierLength", 63);
        modelBuilder.Entity("PackageWall.Data.Model.VersionRow", row =>
        {
            row.Property<string>("Feed").HasColumnType("text").HasColumnName("feed").UseCollation("C");
            row.Property<string>("Package").HasColumnType("text").HasColumnName("package").UseCollation("C");
            row.Property<string>("Version").HasColumnType("text").HasColumnName("version").UseCollation("C");
            row.Property<string>("Ecosystem").IsRequired().HasColumnType("text").HasColumnName("ecosystem");
            row.Property<long>("FirstSeenAt").HasColumnType("bigint").HasColumnName("first_seen_at");
            row.Property<long?>("PublishedAt").HasColumnType("bigint").HasColumnName("published_at");
            row.Property<string>("DateSource").IsRequired().HasColumnType("text").HasColumnName("date_source");
            row.Property<long>("DatedAt").HasColumnType("bigint").HasColumnName("dated_at");
            row.Property<string>("Standing").IsRequired().HasColumnType("text").HasColumnName("standing");
            row.Property<string>("Because").IsRequired().HasColumnType("text").HasColumnName("because");
            row.Property<long?>("Until").HasColumnType("bigint").HasColumnName("until");
            row.Property<string>("Refusal").HasColumnType("text").HasColumnName("refusal");
            row.Property<int>("Score").HasColumnType("integer").HasColumnName("score");
            row.Property<string>("Artifacts").IsRequired().HasColumnType("text").HasColumnName("artifacts");
            row.Property<string>("Reviews").IsRequired().HasColumnType("text").HasColumnName("reviews");
            row.Property<long>("Revision").IsConcurrencyToken().HasColumnType("bigint").HasColumnName("revision");
            row.HasKey("Feed", "Package", "Version").HasName("pk_versions");
            row.HasIndex("Standing", "Until").HasDatabaseName("ix_versions_due");
            row.HasIndex("Standing", "Score", "DatedAt").IsDescending(false, true, true).HasDatabaseName("ix_versions_queue");
            row.ToTable("versions", (string?)null);
        });
        modelBuilder.Entity("PackageWall.Data.Model.ReportRow", row =>
        {
            row.Property<string>("Sha256").HasColumnType("text").HasColumnName("sha256").UseCollation("C");
            row.Property<byte[]>("Content").IsRequired().HasColumnType("bytea").HasColumnName("content");
            row.HasKey("Sha256").HasName("pk_reports");
            row.ToTable("reports", (string?)null);
        });
        modelBuilder.Entity("PackageWall.Data.Model.AuditRow", row =>
        {
            row.Property<long>("Sequence").ValueGeneratedNever().HasColumnType("bigint").HasColumnName("sequence");
            row.Property<long>("At").HasColumnType("bigint").HasColumnName("at");
            row.Property<string>("Actor").IsRequired().HasColumnType("text").HasColumnName("actor");
            row.Property<string>("Action").IsRequired().HasColumnType("text").HasColumnName("action");
            row.Property<string>("Subject").IsRequired().HasColumnType("text").HasColumnName("subject");
            row.Property<string>("Detail").IsRequired().HasColumnType("text").HasColumnName("detail");
            row.Property<string>("PreviousHash").IsRequired().HasColumnType("text").HasColumnName("previous_hash");
            row.Property<string>("Hash").IsRequired().HasColumnType("text").HasColumnName("hash");
            row.HasKey("Sequence").HasName("pk_audit");
            row.ToTable("audit", (string?)null);
        });
    }
}
