using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace PackageWall.Data.Sqlite.Migrations;

/// <summary>The model after the last migration. Written by hand like the migrations, and a test compares it with the real one.</summary>
[DbContext(typeof(SqliteWallDbContext))]
internal sealed class SqliteWallDbContextModelSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder)
    {
        modelBuilder.HasAnnotation("ProductVersion", "10.0.14");
        modelBuilder.Entity("PackageWall.Data.Model.VersionRow", row =>
        {
            row.Property<string>("Feed").HasColumnType("TEXT").HasColumnName("feed");
            row.Property<string>("Package").HasColumnType("TEXT").HasColumnName("package");
            row.Property<string>("Version").HasColumnType("TEXT").HasColumnName("version");
            row.Property<string>("Ecosystem").IsRequired().HasColumnType("TEXT").HasColumnName("ecosystem");
            row.Property<long>("FirstSeenAt").HasColumnType("INTEGER").HasColumnName("first_seen_at");
            row.Property<long?>("PublishedAt").HasColumnType("INTEGER").HasColumnName("published_at");
            row.Property<string>("DateSource").IsRequired().HasColumnType("TEXT").HasColumnName("date_source");
            row.Property<long>("DatedAt").HasColumnType("INTEGER").HasColumnName("dated_at");
            row.Property<string>("Standing").IsRequired().HasColumnType("TEXT").HasColumnName("standing");
            row.Property<string>("Because").IsRequired().HasColumnType("TEXT").HasColumnName("because");
            row.Property<long?>("Until").HasColumnType("INTEGER").HasColumnName("until");
            row.Property<string>("Refusal").HasColumnType("TEXT").HasColumnName("refusal");
            row.Property<int>("Score").HasColumnType("INTEGER").HasColumnName("score");
            row.Property<string>("Artifacts").IsRequired().HasColumnType("TEXT").HasColumnName("artifacts");
            row.Property<string>("Reviews").IsRequired().HasColumnType("TEXT").HasColumnName("reviews");
            row.Property<long>("Revision").IsConcurrencyToken().HasColumnType("INTEGER").HasColumnName("revision");
            row.HasKey("Feed", "Package", "Version").HasName("pk_versions");
            row.HasIndex("Standing", "Until").HasDatabaseName("ix_versions_due");
            row.HasIndex("Standing", "Score", "DatedAt").IsDescending(false, true, true).HasDatabaseName("ix_versions_queue");
            row.ToTable("versions", (string?)null);
        });
        modelBuilder.Entity("PackageWall.Data.Model.ReportRow", row =>
        {
            row.Property<string>("Sha256").HasColumnType("TEXT").HasColumnName("sha256");
            row.Property<byte[]>("Content").IsRequired().HasColumnType("BLOB").HasColumnName("content");
            row.HasKey("Sha256").HasName("pk_reports");
            row.ToTable("reports", (string?)null);
        });
        modelBuilder.Entity("PackageWall.Data.Model.AuditRow", row =>
        {
            row.Property<long>("Sequence").ValueGeneratedNever().HasColumnType("INTEGER").HasColumnName("sequence");
            row.Property<long>("At").HasColumnType("INTEGER").HasColumnName("at");
            row.Property<string>("Actor").IsRequired().HasColumnType("TEXT").HasColumnName("actor");
            row.Property<string>("Action").IsRequired().HasColumnType("TEXT").HasColumnName("action");
            row.Property<string>("Subject").IsRequired().HasColumnType("TEXT").HasColumnName("subject");
            row.Property<string>("Detail").IsRequired().HasColumnType("TEXT").HasColumnName("detail");
            row.Property<string>("PreviousHash").IsRequired().HasColumnType("TEXT").HasColumnName("previous_hash");
            row.Property<string>("Hash").IsRequired().HasColumnType("TEXT").HasColumnName("hash");
            row.HasKey("Sequence").HasName("pk_audit");
            row.ToTable("audit", (string?)null);
        });
    }
}
