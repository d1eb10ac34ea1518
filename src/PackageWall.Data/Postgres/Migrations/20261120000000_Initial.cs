using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PackageWall.Data.Postgres.Migrations;

/// <summary>Versions, reports and the audit log.</summary>
[DbContext(typeof(PostgresWallDbContext))]
[Migration("20261120000000_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "versions",
            columns: table => new
            {
                feed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                package = table.Column<string>(type: "text", nullable: false, collation: "C"),
                version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                ecosystem = table.Column<string>(type: "text", nullable: false),
                first_seen_at = table.Column<long>(type: "bigint", nullable: false),
                published_at = table.Column<long>(type: "bigint", nullable: true),
                date_source = table.Column<string>(type: "text", nullable: false),
                dated_at = table.Column<long>(type: "bigint", nullable: false),
                standing = table.Column<string>(type: "text", nullable: false),
                because = table.Column<string>(type: "text", nullable: false),
                until = table.Column<long>(type: "bigint", nullable: true),
                refusal = table.Column<string>(type: "text", nullable: true),
                score = table.Column<int>(type: "integer", nullable: false),
                artifacts = table.Column<string>(type: "text", nullable: false),
                reviews = table.Column<string>(type: "text", nullable: false),
                revision = table.Column<long>(type: "bigint", nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_versions", row => new { row.feed, row.package, row.version }));
        migrationBuilder.CreateTable(
            name: "reports",
            columns: table => new
            {
                sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                content = table.Column<byte[]>(type: "bytea", nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_reports", row => row.sha256));
        migrationBuilder.CreateTable(
            name: "audit",
            columns: table => new
            {
                sequence = table.Column<long>(type: "bigint", nullable: false),
                at = table.Column<long>(type: "bigint", nullable: false),
                actor = table.Column<string>(type: "text", nullable: false),
                action = table.Column<string>(type: "text", nullable: false),
                subject = table.Column<string>(type: "text", nullable: false),
                detail = table.Column<string>(type: "text", nullable: false),
                previous_hash = table.Column<string>(type: "text", nullable: false),
                hash = table.Column<string>(type: "text", nullable: false),
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
