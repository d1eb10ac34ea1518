namespace PackageWall.Inspection.Archives.Tar;

/// <summary>What an entry is, by type flag, name and size; and where readers disagree on that.</summary>
internal static class TarEntryKind
{
    public static ArchiveEntryKind Of(TarHeader header, string name, long size, AnomalyList anomalies)
    {
        ArchiveEntryKind kind = ByType(header, name, anomalies);
        if (kind != ArchiveEntryKind.File && size != 0)
        {
            anomalies.Reject(
                AnomalyCodes.TarBodyWithoutFile, header.Offset, name, $"The entry is no file and has {size} bytes; readers skip them or read them as headers.");
        }

        return kind;
    }

    private static ArchiveEntryKind ByType(TarHeader header, string name, AnomalyList anomalies)
    {
        switch (header.Type)
        {
            case '\0' when name.EndsWith('/'):
                return ArchiveEntryKind.Directory;
            case '0' when name.EndsWith('/'):
                anomalies.Hold(AnomalyCodes.TarType, header.Offset, name, "The name is a folder's, the type a file's.");
                return ArchiveEntryKind.Directory;
            case '\0' or '0':
                return ArchiveEntryKind.File;
            case '7':
                anomalies.Note(AnomalyCodes.TarType, header.Offset, name, "The entry is a contiguous file, which is read as a file.");
                return ArchiveEntryKind.File;
            case '1':
                anomalies.Hold(AnomalyCodes.TarLink, header.Offset, name, "The entry is a hard link.");
                return ArchiveEntryKind.HardLink;
            case '2':
                anomalies.Hold(AnomalyCodes.TarLink, header.Offset, name, "The entry is a symbolic link.");
                return ArchiveEntryKind.SymbolicLink;
            case '3' or '4' or '6':
                anomalies.Hold(AnomalyCodes.TarDevice, header.Offset, name, "The entry is a device or a pipe.");
                return ArchiveEntryKind.Special;
            case '5':
                return ArchiveEntryKind.Directory;
            case 'S':
                anomalies.Reject(AnomalyCodes.TarSparse, header.Offset, name, "The entry is a sparse file.");
                return ArchiveEntryKind.File;
            default:
                anomalies.Reject(
                    AnomalyCodes.TarType, header.Offset, name, $"The type {(int)header.Type:x2} is read as a file by some and skipped by others.");
                return ArchiveEntryKind.File;
        }
    }
}
