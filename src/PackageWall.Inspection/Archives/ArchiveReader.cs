using PackageWall.Inspection.Archives.Gzip;
using PackageWall.Inspection.Archives.Names;
using PackageWall.Inspection.Archives.Tar;
using PackageWall.Inspection.Archives.Zip;

namespace PackageWall.Inspection.Archives;

/// <summary>
/// The one door to the strict readers: sniffs the container and reads it to its last byte. Never throws on any input and never
/// writes to disk; everything that is wrong is an <see cref="ArchiveAnomaly"/>, and a reading that is not complete has one that holds it.
/// </summary>
public static class ArchiveReader
{
    /// <summary>Reads a whole archive.</summary>
    /// <param name="container">All bytes of the artifact.</param>
    /// <param name="expected">The container that the file name promises: <c>tar.gz</c>, <c>zip</c>, <c>tar</c>, <c>gzip</c>, or null for any.</param>
    /// <param name="limits">How much may come out.</param>
    /// <param name="cancellation">Ends a reading that takes too long; what was read until then is given, with <c>limit.time</c>.</param>
    public static ArchiveReading Read(ReadOnlyMemory<byte> container, string? expected, InspectionLimits limits, CancellationToken cancellation)
    {
        AnomalyList anomalies = new();
        List<ArchiveEntry> entries = [];
        string format = ArchiveFormats.Unknown;
        try
        {
            if (container.Length > limits.ArtifactBytes)
            {
                throw new LimitReachedException(
                    AnomalyCodes.LimitArtifact, $"The artifact has {container.Length} bytes, more than {limits.ArtifactBytes}.");
            }

            string? kind = ArchiveSniffer.Kind(container.Span);
            format = Choose(kind, expected, anomalies);
            ReadAs(format, container, limits, entries, anomalies, cancellation);
            NameCollisions.Find(entries, anomalies);
        }
        catch (LimitReachedException limit)
        {
            anomalies.Hold(limit.Code, 0, null, limit.Message);
        }
        catch (OperationCanceledException)
        {
            anomalies.Hold(AnomalyCodes.LimitTime, 0, null, "The reading was ended before it was complete.");
        }
#pragma warning disable CA1031 // The last line of defence: a mistake of ours must hold the version, not end the server's work.
        catch (Exception mistake) when (mistake is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            anomalies.Reject(AnomalyCodes.ReaderFailed, 0, null, $"The reader failed: {mistake.GetType().Name}: {mistake.Message}");
        }

        return new ArchiveReading
        {
            Format = format,
            Entries = entries,
            Anomalies = anomalies.ToList(),
            UnpackedBytes = entries.Sum(entry => (long)entry.Content.Length),
        };
    }

    // A container under a wrong name is read as what it is, so that a reviewer sees what is in it.
    private static string Choose(string? kind, string? expected, AnomalyList anomalies)
    {
        bool isKnown = kind is ArchiveFormats.TarGzip or ArchiveFormats.Gzip or ArchiveFormats.Tar or ArchiveFormats.Zip;
        if (!isKnown || (expected is not null && expected != kind))
        {
            anomalies.Reject(
                AnomalyCodes.WrongContainer, 0, null, $"The bytes are {kind ?? "no known container"}, the name promises {expected ?? "an archive"}.");
        }

        return isKnown ? kind! : ArchiveFormats.Unknown;
    }

    private static void ReadAs(
        string format,
        ReadOnlyMemory<byte> container,
        InspectionLimits limits,
        List<ArchiveEntry> entries,
        AnomalyList anomalies,
        CancellationToken cancellation)
    {
        switch (format)
        {
            case ArchiveFormats.TarGzip or ArchiveFormats.Gzip:
                ReadGzip(format, container, limits, entries, anomalies, cancellation);
                break;
            case ArchiveFormats.Tar:
                new TarReader(new MemorySource(container), limits, entries, anomalies, cancellation).ReadAll();
                break;
            case ArchiveFormats.Zip:
                new ZipReader(container, limits, entries, anomalies, cancellation).ReadAll();
                break;
        }
    }

    private static void ReadGzip(
        string format,
        ReadOnlyMemory<byte> container,
        InspectionLimits limits,
        List<ArchiveEntry> entries,
        AnomalyList anomalies,
        CancellationToken cancellation)
    {
        int start = GzipHeader.Read(container.Span, anomalies);
        if (start < 0)
        {
            return;
        }

        using GzipSource source = new(container, start, limits, cancellation);
        if (format == ArchiveFormats.TarGzip)
        {
            new TarReader(source, limits, entries, anomalies, cancellation).ReadAll();
        }
        else
        {
            entries.Add(new ArchiveEntry
            {
                Path = "content", Kind = ArchiveEntryKind.File, Content = source.TakeAll(limits.FileBytes),
            });
        }

        source.Finish(anomalies);
    }
}
