using System.Globalization;

namespace PackageWall.Inspection.Archives.Names;

/// <summary>
/// Finds paths that meet on disk: the same one twice, those that differ in case or accents only, and files that are also folders. Used on raw
/// paths by the readers, and again by the layout once the top folder is taken off.
/// </summary>
public static class NameCollisions
{
    /// <summary>What meets among <paramref name="entries"/>; their paths must be normalised (<see cref="ArchiveNames.Normalise"/>).</summary>
    public static IReadOnlyList<ArchiveAnomaly> Find(IEnumerable<ArchiveEntry> entries)
    {
        AnomalyList found = new();
        Find(entries, found);
        return found.ToList();
    }

    internal static void Find(IEnumerable<ArchiveEntry> entries, AnomalyList anomalies)
    {
        Dictionary<string, ArchiveEntry> files = [];
        Dictionary<string, string> folders = [];
        HashSet<string> seenParents = [];
        foreach (ArchiveEntry entry in entries)
        {
            string key = Fold(entry.Path);
            if (entry.Kind == ArchiveEntryKind.Directory)
            {
                AddFolder(entry, key, entry.Path, folders, anomalies);
            }
            else if (!files.TryAdd(key, entry))
            {
                Compare(files[key], entry, anomalies);
            }

            for (int slash = entry.Path.LastIndexOf('/'); slash > 0; slash = entry.Path.LastIndexOf('/', slash - 1))
            {
                string parent = entry.Path[..slash];
                if (!seenParents.Add(parent))
                {
                    break;
                }

                AddFolder(entry, Fold(parent), parent, folders, anomalies);
            }
        }

        foreach ((string key, ArchiveEntry entry) in files)
        {
            if (folders.ContainsKey(key))
            {
                anomalies.Reject(AnomalyCodes.NameFileAndFolder, entry.Offset, entry.Path, "The path is a file and the folder of another.");
            }
        }

        FindAccents(files, anomalies);
    }

    private static void AddFolder(ArchiveEntry entry, string key, string path, Dictionary<string, string> folders, AnomalyList anomalies)
    {
        if (!folders.TryAdd(key, path) && folders[key] != path)
        {
            anomalies.Hold(
                AnomalyCodes.NameFolded, entry.Offset, path, $"The folder is {folders[key]} on file systems that fold case or accents.");
        }
    }

    private static void Compare(ArchiveEntry earlier, ArchiveEntry entry, AnomalyList anomalies)
    {
        if (earlier.Path != entry.Path)
        {
            anomalies.Hold(
                AnomalyCodes.NameFolded,
                entry.Offset,
                entry.Path,
                $"The path is {earlier.Path} on file systems that fold case or accents.");
        }
        else if (earlier.Kind == entry.Kind && earlier.IsExecutable == entry.IsExecutable && earlier.LinkTarget == entry.LinkTarget && earlier.Content.Span.SequenceEqual(entry.Content.Span))
        {
            // A packer of npm packs what "main" names as ./index.js a second time. Whichever is taken, it is the same file.
            anomalies.Note(AnomalyCodes.NameDuplicate, entry.Offset, entry.Path, "The path stands twice in the archive, with the same content.");
        }
        else
        {
            anomalies.Reject(AnomalyCodes.NameDuplicate, entry.Offset, entry.Path, "The path stands twice in the archive.");
        }
    }

    /// <summary>
    /// Accents may be part of a letter or stand after it, and macOS takes both for one. The framework composes no letters without ICU, so
    /// every letter outside ASCII is taken for the same as every accented one. Paths that differ may meet by that; it only ever holds.
    /// </summary>
    private static void FindAccents(Dictionary<string, ArchiveEntry> files, AnomalyList anomalies)
    {
        if (!files.Keys.Any(key => key.Any(IsMark)))
        {
            return;
        }

        Dictionary<string, ArchiveEntry> skeletons = [];
        foreach ((string key, ArchiveEntry entry) in files)
        {
            if (key.All(char.IsAscii) || skeletons.TryAdd(Skeleton(key), entry))
            {
                continue;
            }

            ArchiveEntry other = skeletons[Skeleton(key)];
            if (entry.Path.Any(IsMark) || other.Path.Any(IsMark))
            {
                anomalies.Hold(
                    AnomalyCodes.NameFolded, entry.Offset, entry.Path, $"The path may be {other.Path} on file systems that compose accents.");
            }
        }
    }

    private static string Fold(string path) => path.ToUpperInvariant().ToLowerInvariant();

    private static string Skeleton(string path)
    {
        char[] letters = new char[path.Length];
        int length = 0;
        foreach (char letter in path)
        {
            if (IsMark(letter) && length > 0)
            {
                letters[length - 1] = '\uffff';
            }
            else
            {
                letters[length++] = char.IsAscii(letter) ? letter : '\uffff';
            }
        }

        return new string(letters, 0, length);
    }

    private static bool IsMark(char letter) =>
        letter >= '\u0300'
        && CharUnicodeInfo.GetUnicodeCategory(letter) is (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}
