namespace PackageWall.Inspection.Archives.Zip;

/// <summary>What an entry is, by name and attributes (APPNOTE 4.4.15: DOS in the low half; the high half is a Unix mode).</summary>
internal static class ZipEntryKind
{
    private const uint DosFolder = 0x10;
    private const uint TypeMask = 0xf000;
    private const uint TypeLink = 0xa000;
    private const uint TypeFile = 0x8000;
    private const uint TypeFolder = 0x4000;

    public static ArchiveEntryKind Of(ZipHeader header, string name, int size, AnomalyList anomalies)
    {
        uint type = (header.Attributes >> 16) & TypeMask;
        bool isFolder = name.EndsWith('/');
        if (isFolder && (size != 0 || header.Unpacked != 0))
        {
            anomalies.Reject(AnomalyCodes.ZipFolder, header.Offset, name, $"The folder has a content of {header.Unpacked} bytes.");
        }

        switch (type)
        {
            case TypeLink:
                anomalies.Hold(AnomalyCodes.ZipLink, header.Offset, name, "The entry is a symbolic link.");
                return ArchiveEntryKind.SymbolicLink;
            case 0 or TypeFile or TypeFolder:
                break;
            default:
                anomalies.Hold(AnomalyCodes.ZipDevice, header.Offset, name, $"The Unix mode says {type:x4}: no file, folder or link.");
                break;
        }

        bool saysFolder = type == TypeFolder || (type == 0 && (header.Attributes & DosFolder) != 0);
        if ((saysFolder && !isFolder) || (isFolder && type == TypeFile))
        {
            anomalies.Hold(AnomalyCodes.ZipFolder, header.Offset, name, "Name and attributes disagree on whether it is a folder.");
        }

        return isFolder ? ArchiveEntryKind.Directory : ArchiveEntryKind.File;
    }
}
