namespace PackageWall.Inspection.Archives;

/// <summary>
/// Every code that an <see cref="ArchiveAnomaly"/> of the readers can carry. Codes are kept in records and policies, so they are
/// never renamed. <c>limit.*</c> means that the reading stopped because it would cost too much.
/// </summary>
public static class AnomalyCodes
{
    /// <summary>The bytes are another container than the file name promises, or none that is known.</summary>
    public const string WrongContainer = "archive.wrong-container";

    /// <summary>The reader itself failed; nothing can be said about the archive.</summary>
    public const string ReaderFailed = "archive.reader-failed";

    /// <summary>More anomalies of one code than are listed one by one.</summary>
    public const string More = "archive.more";

    /// <summary>The artifact is larger than may be read.</summary>
    public const string LimitArtifact = "limit.artifact";

    /// <summary>One file is larger than may be read.</summary>
    public const string LimitFile = "limit.file";

    /// <summary>All files together are larger than may be read.</summary>
    public const string LimitTotal = "limit.total";

    /// <summary>More entries than may be read.</summary>
    public const string LimitEntries = "limit.entries";

    /// <summary>More comes out of a compressed byte than may.</summary>
    public const string LimitRatio = "limit.ratio";

    /// <summary>The reading was cancelled or took too long.</summary>
    public const string LimitTime = "limit.time";

    /// <summary>RFC 1952, 2.3: a header that is cut, of another method, or with reserved flags.</summary>
    public const string GzipHeader = "gzip.header";

    /// <summary>The header's own checksum is wrong.</summary>
    public const string GzipHeaderChecksum = "gzip.header-checksum";

    /// <summary>The header carries an extra field, a name or a comment; held when large enough to hide something.</summary>
    public const string GzipHeaderField = "gzip.header-field";

    /// <summary>The Deflate stream is broken.</summary>
    public const string GzipDeflate = "gzip.deflate";

    /// <summary>The stream or its trailer ends early.</summary>
    public const string GzipTruncated = "gzip.truncated";

    /// <summary>CRC-32 of the content is another than stored.</summary>
    public const string GzipChecksum = "gzip.checksum";

    /// <summary>Length of the content is another than stored.</summary>
    public const string GzipLength = "gzip.length";

    /// <summary>A second member follows; some readers stop after the first.</summary>
    public const string GzipSecondMember = "gzip.second-member";

    /// <summary>Bytes follow the only member.</summary>
    public const string GzipTrailing = "gzip.trailing";

    /// <summary>Zeros follow the only member; held when more than old npm wrote.</summary>
    public const string GzipPadding = "gzip.padding";

    /// <summary>A header's checksum does not match, is zero or cannot be read.</summary>
    public const string TarChecksum = "tar.checksum";

    /// <summary>A number that readers understand differently or not at all.</summary>
    public const string TarNumber = "tar.number";

    /// <summary>Garbage in owner, time or device numbers that every installer ignores.</summary>
    public const string TarOwner = "tar.owner";

    /// <summary>Bytes follow the end of a name inside its field.</summary>
    public const string TarNameField = "tar.name-field";

    /// <summary>A prefix stands in a header whose format has none.</summary>
    public const string TarPrefix = "tar.prefix";

    /// <summary>The size in a pax header is another than in the header it describes.</summary>
    public const string TarPaxSize = "tar.pax-size";

    /// <summary>A pax header that is malformed, describes nothing, or says a thing twice.</summary>
    public const string TarPax = "tar.pax";

    /// <summary>A pax header changes how following names or contents are read.</summary>
    public const string TarPaxKey = "tar.pax-key";

    /// <summary>A global pax header sets the path, size or link of all that follows.</summary>
    public const string TarPaxGlobal = "tar.pax-global";

    /// <summary>A pax or GNU header is followed by another header that is not what it describes.</summary>
    public const string TarMixedHeaders = "tar.mixed-headers";

    /// <summary>A GNU long name that is malformed or describes nothing.</summary>
    public const string TarLongName = "tar.long-name";

    /// <summary>Sparse files: stored bytes are not the file's bytes.</summary>
    public const string TarSparse = "tar.sparse";

    /// <summary>A type of entry that unpackers treat differently.</summary>
    public const string TarType = "tar.type";

    /// <summary>A folder, link or device with content, which some readers skip and others read as headers.</summary>
    public const string TarBodyWithoutFile = "tar.body";

    /// <summary>A link.</summary>
    public const string TarLink = "tar.link";

    /// <summary>A device or pipe.</summary>
    public const string TarDevice = "tar.device";

    /// <summary>A link target on an entry that is no link, or none on one that is: npm skips the header and reads on inside the file.</summary>
    public const string TarLinkTarget = "tar.link-target";

    /// <summary>One zero block and then more: some readers stop there.</summary>
    public const string TarLoneZeroBlock = "tar.lone-zero-block";

    /// <summary>Something follows the end of the archive.</summary>
    public const string TarAfterEnd = "tar.after-end";

    /// <summary>The archive has no end mark, or half of one.</summary>
    public const string TarNoEnd = "tar.no-end";

    /// <summary>The archive ends within an entry.</summary>
    public const string TarTruncated = "tar.truncated";

    /// <summary>The rest of a content's last block is not zero.</summary>
    public const string TarPadding = "tar.padding";

    /// <summary>No entry at all.</summary>
    public const string TarEmpty = "tar.empty";

    /// <summary>No, or a wrong, end of central directory.</summary>
    public const string ZipEnd = "zip.end";

    /// <summary>Two ends of central directory.</summary>
    public const string ZipTwoEnds = "zip.two-ends";

    /// <summary>Number, size or place of the central directory is another than stored.</summary>
    public const string ZipDirectory = "zip.directory";

    /// <summary>A comment of the archive or an entry.</summary>
    public const string ZipComment = "zip.comment";

    /// <summary>Parts on several disks.</summary>
    public const string ZipDisk = "zip.disk";

    /// <summary>Zip64 structures that are malformed, contradict the others, or are not needed.</summary>
    public const string ZipZip64 = "zip.zip64";

    /// <summary>Bytes before the first entry.</summary>
    public const string ZipPrepended = "zip.prepended";

    /// <summary>Bytes after the end.</summary>
    public const string ZipTrailing = "zip.trailing";

    /// <summary>Bytes between structures that belong to none; an entry that the directory does not list.</summary>
    public const string ZipGap = "zip.gap";

    /// <summary>Two entries share bytes.</summary>
    public const string ZipOverlap = "zip.overlap";

    /// <summary>Entries stand in another order than the directory lists them.</summary>
    public const string ZipOrder = "zip.order";

    /// <summary>A local header says something else than the central directory.</summary>
    public const string ZipLocalCentral = "zip.local-central-mismatch";

    /// <summary>A local header of a name and a method that does not exist: readers of local headers stop there, so that only the directory can be meant.</summary>
    public const string ZipLocalVoid = "zip.local-void";

    /// <summary>No local header where the directory says.</summary>
    public const string ZipLocal = "zip.local-header";

    /// <summary>Encrypted, patched, or with flags that no installer knows.</summary>
    public const string ZipFlags = "zip.flags";

    /// <summary>A method other than stored and Deflate.</summary>
    public const string ZipMethod = "zip.method";

    /// <summary>Extra fields that are malformed or given twice.</summary>
    public const string ZipExtra = "zip.extra";

    /// <summary>An extra field gives another name.</summary>
    public const string ZipUnicodePath = "zip.unicode-path";

    /// <summary>No data descriptor where one must be, or one that says something else.</summary>
    public const string ZipDescriptor = "zip.descriptor";

    /// <summary>The Deflate stream is broken.</summary>
    public const string ZipDeflate = "zip.deflate";

    /// <summary>Packed or unpacked size is another than stored.</summary>
    public const string ZipSize = "zip.size";

    /// <summary>CRC-32 of the content is another than stored.</summary>
    public const string ZipChecksum = "zip.checksum";

    /// <summary>A folder with content, or attributes that contradict the name.</summary>
    public const string ZipFolder = "zip.folder";

    /// <summary>A symbolic link.</summary>
    public const string ZipLink = "zip.link";

    /// <summary>A device, pipe or socket.</summary>
    public const string ZipDevice = "zip.device";

    /// <summary>No entry at all.</summary>
    public const string ZipEmpty = "zip.empty";

    /// <summary>No name.</summary>
    public const string NameEmpty = "name.empty";

    /// <summary>Absolute, or with a drive letter.</summary>
    public const string NameAbsolute = "name.absolute";

    /// <summary>A segment that climbs to the parent.</summary>
    public const string NameTraversal = "name.traversal";

    /// <summary>A backslash: separator on Windows, letter elsewhere.</summary>
    public const string NameBackslash = "name.backslash";

    /// <summary>A colon: names a stream of another file on Windows.</summary>
    public const string NameStream = "name.stream";

    /// <summary>A name that Windows reserves for devices.</summary>
    public const string NameReserved = "name.reserved";

    /// <summary>A segment that ends with a dot or a blank, which Windows drops.</summary>
    public const string NameTrailing = "name.trailing";

    /// <summary>Control characters, or NUL where readers cut the name.</summary>
    public const string NameControl = "name.control";

    /// <summary>Invisible characters or those that turn the direction of text.</summary>
    public const string NameInvisible = "name.invisible";

    /// <summary>Not UTF-8, or in an encoding that readers guess differently.</summary>
    public const string NameEncoding = "name.encoding";

    /// <summary>Empty or <c>.</c> segments in the middle.</summary>
    public const string NameUnnormalised = "name.unnormalised";

    /// <summary>Longer than file systems allow.</summary>
    public const string NameLength = "name.length";

    /// <summary>Letters that Windows does not allow.</summary>
    public const string NameWindows = "name.windows";

    /// <summary>The same path twice.</summary>
    public const string NameDuplicate = "name.duplicate";

    /// <summary>Paths that are one on file systems which fold case or accents.</summary>
    public const string NameFolded = "name.folded";

    /// <summary>A path that is a file and the folder of another.</summary>
    public const string NameFileAndFolder = "name.file-and-folder";
}
