using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;
using PackageWall.Packages;

namespace PackageWall.Inspection;

/// <summary>The doors that the inspector goes through, in their order. Tests of one part put something simple behind the others.</summary>
internal sealed record InspectionRooms
{
    /// <summary>The rooms of the product.</summary>
    public static InspectionRooms Real { get; } = new();

    /// <summary>Bytes to entries.</summary>
    public Func<ReadOnlyMemory<byte>, string?, InspectionLimits, CancellationToken, ArchiveReading> ReadArchive { get; init; } = ArchiveReader.Read;

    /// <summary>Entries to files.</summary>
    public Func<Ecosystem, ArchiveReading, InspectionBudget, PackageTree> LayOut { get; init; } = ManifestReader.LayOut;

    /// <summary>Files to entry points.</summary>
    public Func<Ecosystem, string, PackageTree, Manifest> ReadManifest { get; init; } = ManifestReader.Read;

    /// <summary>The reader of a language, or null when there is none.</summary>
    public Func<string, ILanguageReader?> ReaderOf { get; init; } =
        language => LanguageReaders.Default.For(language);

    /// <summary>Measures how long an inspection may take.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
