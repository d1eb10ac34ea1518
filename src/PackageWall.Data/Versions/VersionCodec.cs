using System.Text.Json;
using PackageWall.Core.Reviews;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Data.Model;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Data.Versions;

/// <summary>Records to rows and back.</summary>
internal static class VersionCodec
{
    public static VersionRow ToRow(VersionRecord record) => new()
    {
        Feed = record.Key.Feed,
        Package = record.Key.Package.Value,
        Version = record.Key.Version.Key,
        Spelling = record.Key.Version.Value,
        Ecosystem = record.Key.Package.Ecosystem.Name(),
        FirstSeenAt = Microseconds.From(record.FirstSeenAt),
        PublishedAt = record.PublishedAt is { } published ? Microseconds.From(published) : null,
        DateSource = record.DateSource.ToString(),
        DatedAt = Microseconds.From(record.PublishedAt ?? record.FirstSeenAt),
        Standing = record.Standing.Kind.ToString(),
        Because = StoredText.Clean(record.Standing.Because),
        Until = record.Standing.Until is { } until ? Microseconds.From(until) : null,
        Refusal = record.Standing.Refusal?.ToString(),
        Score = record.Artifacts.Max(artifact => artifact.Inspection?.Score) ?? 0,
        Artifacts = RecordJson.Write(record.Artifacts),
        Reviews = record.Reviews.Count == 0 ? "[]" : RecordJson.Write(record.Reviews),
        Revision = record.Revision,
    };

    /// <summary>The record of a row.</summary>
    /// <exception cref="InvalidDataException">The row was not written by this code.</exception>
    public static VersionRecord ToRecord(VersionRow row) => ToRecord(row, ToKey);

    /// <summary>
    /// The records of the rows of one package. They share its name and the sentences and revisions that most of them have: thousands
    /// of packages are held in memory.
    /// </summary>
    /// <exception cref="InvalidDataException">A row was not written by this code.</exception>
    public static IReadOnlyList<VersionRecord> ToRecords(IReadOnlyList<VersionRow> rows, string feed, PackageName package)
    {
        Dictionary<string, string> texts = [];
        string Shared(string text) => texts.TryAdd(text, text) ? text : texts[text];
        ArtifactRecord Lean(ArtifactRecord artifact) => artifact.Inspection is { } inspection
            ? artifact with { Inspection = inspection with { Signatures = Shared(inspection.Signatures) } }
            : artifact;

        return [.. rows
            .Select(row => ToRecord(row, known => new VersionKey(feed, package, PackageVersion.Parse(package.Ecosystem, known.Spelling))))
            .Select(record => record with
            {
                Standing = record.Standing with { Because = Shared(record.Standing.Because) },
                Artifacts = record.Artifacts.Count == 0 ? [] : [.. record.Artifacts.Select(Lean)],
                Reviews = record.Reviews.Count == 0 ? [] : record.Reviews,
            })];
    }

    private static VersionRecord ToRecord(VersionRow row, Func<VersionRow, VersionKey> toKey)
    {
        try
        {
            return new VersionRecord
            {
                Key = toKey(row),
                FirstSeenAt = Microseconds.ToTime(row.FirstSeenAt),
                PublishedAt = row.PublishedAt is { } published ? Microseconds.ToTime(published) : null,
                DateSource = Enum.Parse<DateSource>(row.DateSource),
                Standing = new Standing(Enum.Parse<StandingKind>(row.Standing), row.Because)
                {
                    Until = row.Until is { } until ? Microseconds.ToTime(until) : null,
                    Refusal = row.Refusal is { } refusal ? Enum.Parse<RefusalReason>(refusal) : null,
                },
                Artifacts = RecordJson.Read<IReadOnlyList<ArtifactRecord>>(row.Artifacts),
                Reviews = RecordJson.Read<IReadOnlyList<Review>>(row.Reviews),
                Revision = row.Revision,
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or JsonException or OverflowException)
        {
            // Not skipped: a block that cannot be read must not look like a version that nobody has judged.
            throw new InvalidDataException($"The record of {row.Feed}: {row.Package} {row.Version} cannot be read.", e);
        }
    }

    public static VersionKey ToKey(VersionRow row) =>
        EcosystemNames.TryParse(row.Ecosystem, out Ecosystem ecosystem)
            ? new VersionKey(row.Feed, PackageName.Parse(ecosystem, row.Package), PackageVersion.Parse(ecosystem, row.Spelling))
            : throw new FormatException($"'{row.Ecosystem}' is no ecosystem.");
}
