namespace PackageWall.Inspection.Archives;

/// <summary>
/// The one door to the strict readers: sniffs the container and reads it to its last byte. Never throws on any input and never
/// writes to disk; everything that is wrong is an <see cref="ArchiveAnomaly"/>.
/// </summary>
public static class ArchiveReader
{
    /// <summary>Reads a whole archive.</summary>
    /// <param name="container">All bytes of the artifact.</param>
    /// <param name="expected">The container that the file name promises: <c>tar.gz</c>, <c>zip</c>, <c>tar</c>, or null for any.</param>
    /// <param name="limits">How much may come out.</param>
    /// <param name="cancellation">Ends a reading that takes too long.</param>
    public static ArchiveReading Read(ReadOnlyMemory<byte> container, string? expected, InspectionLimits limits, CancellationToken cancellation) =>
        throw new InvalidOperationException("Built in the Archives room.");
}
