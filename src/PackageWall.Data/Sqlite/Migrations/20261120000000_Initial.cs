using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PackageWall.Data.Sqlite.Migrations;

/// <summary>Versions, reports and the audit log.</summary>
[DbContext(typeof(SqliteWallDbContext))]
[Migration("20261120000000_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "versions",
            columns: table => new
            {
                feed = table.Column<string>(type: "TEXT", nullable: false),
                package = table.Column<string>(type: "TEXT", nullable: false),
                version = table.Column<string>(type: "TEXT", nullable: false),
                ecosystem = table.Column<string>(type: "TEXT", nullable: false),
                first_seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                published_at = table.Column<long>(type: "INTEGER", nullable: true),
                date_source = table.Column<string>(type: "TEXT", nullable: false),
                dated_at = table.Column<long>(type: "INTEGER", nullable: false),
                standing = table.Column<string>(type: "TEXT", nullable: false),
                because = table.Column<string>(type: "TEXT", nullable: false),
                until = table.Column<long>(type: "INTEGER", nullable: true),
                refusal = table.Column<string>(type: "TEXT", nullable: true),
                score = table.Column<int>(type: "INTEGER", nullable: false),
                artifacts = table.Column<string>(type: "TEXT", nullable: false),
                reviews = table.Column<string>(type: "TEXT", nullable: false),
                revision = table.Column<long>(type: "INTEGER", nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_versions", row => new { row.feed, row.package, row.version }));
        migrationBuilder.CreateTable(
            name: "reports",
            columns: table => new
            {
                sha256 = table.Column<string>(type: "TEXT", nullable: false),
                content = table.Column<byte[]>(type: "BLOB", nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_reports", row => row.sha256));
        migrationBuilder.CreateTable(
            name: "audit",
            columns: table => new
            {
                sequence = table.Column<long>(type: "INTEGER", nullable: false),
                at = table.Column<long>(type: "INTEGER", nullable: false),
                actor = table.Column<string>(type: "TEXT", nullable: false),
                action = table.Column<string>(type: "TEXT", nullable: false),
                subject = table.Column<string>(type: "TEXT", nullable: false),
                detail = table.Column<string>(type: "TEXT", nullable: false),
                previous_hash = table.Column<string>(type: "TEXT", nullable: false),
                hash = table.Column<string>(type: "TEXT", nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_audit", row => row.sequence));
        migrationBuilder.CreateIndex(
            name: "ix_versions_queue",
            table: "versions",
            columns: ["standing", "score", "dated_at"],
            descending: [false, true, true]);
        migrationBuilder.CreateIndex(name: "ix_versions_due", table: "versions", columns: ["standing", "until"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("versions");
        migrationBuilder.DropTable("reports");
        migrationBuilder.DropTable("audit");
    }
}
