using System.Data.Common;
using PackageWall.Data.Connections;
using PackageWall.Data.Model;

namespace PackageWall.Data.Versions;

/// <summary>What is read and written with each artifact, in the words of both databases. The schema is the model's (<see cref="WallDbContext"/>).</summary>
internal static class VersionStatements
{
    private const string Columns =
        "feed, package, version, spelling, ecosystem, first_seen_at, published_at, date_source, dated_at, standing, because, until, refusal, score, artifacts, reviews, revision";

    /// <summary>All versions of a package: feed, package, ecosystem.</summary>
    public static readonly Statement Load = new($"SELECT {Columns} FROM versions WHERE feed = @p0 AND package = @p1 AND ecosystem = @p2");

    /// <summary>The revision of a version: feed, package, version.</summary>
    public static readonly Statement Revision = new("SELECT revision FROM versions WHERE feed = @p0 AND package = @p1 AND version = @p2");

    /// <summary>A new version: <see cref="Values"/>.</summary>
    public static readonly Statement Insert = new(
        $"INSERT INTO versions ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16)");

    /// <summary>A changed version: <see cref="Values"/>. Only the revision before it is replaced.</summary>
    public static readonly Statement Update = new(
        """
        UPDATE versions SET spelling = @p3, ecosystem = @p4, first_seen_at = @p5, published_at = @p6, date_source = @p7, dated_at = @p8,
        standing = @p9, because = @p10, until = @p11, refusal = @p12, score = @p13, artifacts = @p14, reviews = @p15, revision = @p16
        WHERE feed = @p0 AND package = @p1 AND version = @p2 AND revision = @p16 - 1
        """);

    /// <summary>A report: SHA-256, content. The same artifact inspected again replaces its report.</summary>
    public static readonly Statement PutReport = new(
        "INSERT INTO reports (sha256, content) VALUES (@p0, @p1) ON CONFLICT (sha256) DO UPDATE SET content = excluded.content");

    /// <summary>The content of a report: SHA-256.</summary>
    public static readonly Statement Report = new("SELECT content FROM reports WHERE sha256 = @p0");

    /// <summary>The end of the audit chain.</summary>
    public static readonly Statement LastEntry = new(
        "SELECT sequence, at, actor, action, subject, detail, previous_hash, hash FROM audit ORDER BY sequence DESC LIMIT 1");

    /// <summary>An entry behind it, in the same order.</summary>
    public static readonly Statement AddEntry = new(
        "INSERT INTO audit (sequence, at, actor, action, subject, detail, previous_hash, hash) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)");

    /// <summary>The values of a row in the order of the columns.</summary>
    public static object?[] Values(VersionRow row) =>
    [
        row.Feed, row.Package, row.Version, row.Spelling, row.Ecosystem, row.FirstSeenAt, row.PublishedAt, row.DateSource, row.DatedAt,
        row.Standing, row.Because, row.Until, row.Refusal, row.Score, row.Artifacts, row.Reviews, row.Revision,
    ];

    /// <summary>The row that a reader stands at.</summary>
    public static VersionRow Row(DbDataReader reader) => new()
    {
        Feed = reader.GetString(0),
        Package = reader.GetString(1),
        Version = reader.GetString(2),
        Spelling = reader.GetString(3),
        Ecosystem = reader.GetString(4),
        FirstSeenAt = reader.GetInt64(5),
        PublishedAt = reader.IsDBNull(6) ? null : reader.GetInt64(6),
        DateSource = reader.GetString(7),
        DatedAt = reader.GetInt64(8),
        Standing = reader.GetString(9),
        Because = reader.GetString(10),
        Until = reader.IsDBNull(11) ? null : reader.GetInt64(11),
        Refusal = reader.IsDBNull(12) ? null : reader.GetString(12),
        Score = reader.GetInt32(13),
        Artifacts = reader.GetString(14),
        Reviews = reader.GetString(15),
        Revision = reader.GetInt64(16),
    };
}
