namespace PackageWall.Inspection.Archives;

/// <summary>The containers that are read, as <see cref="ArchiveReading.Format"/> and file names call them.</summary>
public static class ArchiveFormats
{
    /// <summary>A tar in one gzip member.</summary>
    public const string TarGzip = "tar.gz";

    /// <summary>A tar.</summary>
    public const string Tar = "tar";

    /// <summary>A zip.</summary>
    public const string Zip = "zip";

    /// <summary>One gzip member with anything but a tar; read as a single entry named <c>content</c>.</summary>
    public const string Gzip = "gzip";

    /// <summary>Anything else; nothing is read.</summary>
    public const string Unknown = "unknown";
}
