using Microsoft.EntityFrameworkCore;

namespace PackageWall.Data.Model;

/// <summary>
/// The one model. Each database has an empty class of its own below it, because that is how EF Core tells two folders of migrations
/// apart.
/// </summary>
internal abstract class WallDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<VersionRow> Versions => Set<VersionRow>();

    public DbSet<ReportRow> Reports => Set<ReportRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<VersionRow>(row =>
        {
            row.ToTable("versions");
            row.HasKey(r => new { r.Feed, r.Package, r.Version }).HasName("pk_versions");
            row.Property(r => r.Feed).HasColumnName("feed");
            row.Property(r => r.Package).HasColumnName("package");
            row.Property(r => r.Version).HasColumnName("version");
            row.Property(r => r.Ecosystem).HasColumnName("ecosystem");
            row.Property(r => r.FirstSeenAt).HasColumnName("first_seen_at");
            row.Property(r => r.PublishedAt).HasColumnName("published_at");
            row.Property(r => r.DateSource).HasColumnName("date_source");
            row.Property(r => r.DatedAt).HasColumnName("dated_at");
            row.Property(r => r.Standing).HasColumnName("standing");
            row.Property(r => r.Because).HasColumnName("because");
            row.Property(r => r.Until).HasColumnName("until");
            row.Property(r => r.Refusal).HasColumnName("refusal");
            row.Property(r => r.Score).HasColumnName("score");
            row.Property(r => r.Artifacts).HasColumnName("artifacts");
            row.Property(r => r.Reviews).HasColumnName("reviews");
            row.Property(r => r.Revision).HasColumnName("revision").IsConcurrencyToken();
            row.HasIndex(r => new { r.Standing, r.Score, r.DatedAt }).IsDescending(false, true, true).HasDatabaseName("ix_versions_queue");
            row.HasIndex(r => new { r.Standing, r.Until }).HasDatabaseName("ix_versions_due");
        });
        modelBuilder.Entity<ReportRow>(row =>
        {
            row.ToTable("reports");
            row.HasKey(r => r.Sha256).HasName("pk_reports");
            row.Property(r => r.Sha256).HasColumnName("sha256");
            row.Property(r => r.Content).HasColumnName("content");
        });
        modelBuilder.Entity<AuditRow>(row =>
        {
            row.ToTable("audit");
            row.HasKey(r => r.Sequence).HasName("pk_audit");
            row.Property(r => r.Sequence).HasColumnName("sequence").ValueGeneratedNever();
            row.Property(r => r.At).HasColumnName("at");
            row.Property(r => r.Actor).HasColumnName("actor");
            row.Property(r => r.Action).HasColumnName("action");
            row.Property(r => r.Subject).HasColumnName("subject");
            row.Property(r => r.Detail).HasColumnName("detail");
            row.Property(r => r.PreviousHash).HasColumnName("previous_hash");
            row.Property(r => r.Hash).HasColumnName("hash");
        });
    }
}
