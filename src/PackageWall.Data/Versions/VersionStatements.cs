using System.Data.Common;
using PackageWall.Data.Connections;
using PackageWall.Data.Model;

namespace PackageWall.Data.Versions;

/// <summary>What is read and written with each artifact, in the words of both databases. The schema is the model's (<see cref="WallDbContext"/>).</summary>
internal static class VersionStatements
{
    /// <summary>Values of an entry of the audit log.</summary>
    public const int EntryColumns = 8;

    /// <summary>Entries in one statement: an artifact makes three.</summary>
    public const int MostEntries = 4;

    private const string Columns =
        "feed, package, version, spelling, ecosystem, first_seen_at, published_at, date_source, dated_at, standing, because, until, refusal, score, artifacts, reviews, revision";

    /// <summary>All versions of a package: feed, package, ecosystem.</summary>
    public static readonly Statement Load = new($"SELECT {Columns} FROM versions WHERE feed = @p0 AND package = @p1 AND ecosystem = @p2");

    /// <summary>The revision of a version: feed, package, version.</summary>
    public static readonly Statement Revision = new("SELECT revision FROM versions WHERE feed = @p0 AND package = @p1 AND version = @p2");

    /// <summary>A new version: <see cref="Values"/>. One that is there already stays.</summary>
    public static readonly Statement Insert = new(
        $"""
        INSERT INTO versions ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16)
        ON CONFLICT (feed, package, version) DO NOTHING
        """);

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

    private static readonly Statement[] Entries = [.. Enumerable.Range(1, MostEntries).Select(MakeEntries)];

    /// <summary>Some entries behind it, in the same order: <see cref="SetEntry"/> for each.</summary>
    public static Statement AddEntries(int count) => Entries[count - 1];

    /// <summary>The values of a row in the order of the columns.</summary>
    public static object?[] Values(VersionRow row) =>
    [
        row.Feed, row.Package, row.Version, row.Spelling, row.Ecosystem, row.FirstSeenAt, row.PublishedAt, row.DateSource, row.DatedAt,
        row.Standing, row.Because, row.Until, row.Refusal, row.Score, row.Artifacts, row.Reviews, row.Revision,
    ];

    /// <summary>The values of an entry in the order of the columns.</summary>
    public static void SetEntry(Span<object?> values, AuditRow row)
    {
        (values[0], values[1], values[2], values[3]) = (row.Sequence, row.At, row.Actor, row.Action);
        (values[4], values[5], values[6], values[7]) = (row.Subject, row.Detail, row.PreviousHash, row.Hash);
    }

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

    private static Statement MakeEntries(int count)
    {
        IEnumerable<string> rows = Enumerable.Range(0, count).Select(entry =>
            "(" + string.Join(", ", Enumerable.Range(entry * EntryColumns, EntryColumns).Select(value => $"@p{value}")) + ")");
        return new Statement("INSERT INTO audit (sequence, at, actor, action, subject, detail, previous_hash, hash) VALUES " + string.Join(", ", rows));
    }
}
