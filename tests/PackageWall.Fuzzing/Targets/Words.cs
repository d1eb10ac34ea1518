using System.Globalization;
using System.Text;
using PackageWall.Fuzzing.Engine;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Facts;

namespace PackageWall.Fuzzing.Targets;

/// <summary>Writes down what readers found, all of it and in their order, so that two answers can be compared.</summary>
internal static class Words
{
    /// <summary>The facts of a file; a reader that swallowed a mistake of its own is a violation.</summary>
    public static string Of(FileFacts facts)
    {
        StringBuilder words = new();
        foreach (Fact fact in facts.Facts)
        {
            words.AppendLine(CultureInfo.InvariantCulture, $"{fact.Name} {fact.File}:{fact.Line} {fact.Value} {fact.Evidence} {fact.Depth} {fact.Unit} {string.Join(',', fact.From)}");
        }

        words.AppendJoin('\n', facts.References).AppendLine().AppendJoin('\n', facts.Calls).AppendLine().AppendJoin('\n', facts.ForeignCalls).AppendLine();
        words.AppendJoin('\n', facts.Layers).AppendLine().AppendJoin('\n', facts.Unread);
        if (facts.Unread.FirstOrDefault(reason => reason.Contains("failed: ", StringComparison.Ordinal) || reason.Contains(" failed with ", StringComparison.Ordinal)) is { } failure)
        {
            throw new ViolationException("swallowed", failure);
        }

        return words.ToString();
    }

    /// <summary>The entries and anomalies of an archive.</summary>
    public static string Of(IEnumerable<ArchiveEntry> entries, IEnumerable<ArchiveAnomaly> anomalies)
    {
        if (anomalies.FirstOrDefault(anomaly => anomaly.Code == AnomalyCodes.ReaderFailed) is { } failure)
        {
            throw new ViolationException("swallowed", failure.Detail);
        }

        return string.Join('\n', entries.Select(entry => $"{entry.Kind} {entry.Path} {entry.LinkTarget} {entry.Offset} {entry.IsExecutable} {entry.Content.Length} {Sum(entry.Content.Span)}"))
            + "\n" + string.Join('\n', anomalies);
    }

    private static uint Sum(ReadOnlySpan<byte> bytes) => Testing.Archives.Checksums.Crc32(bytes);
}
