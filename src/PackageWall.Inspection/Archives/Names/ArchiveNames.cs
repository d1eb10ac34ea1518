using System.Buffers;
using System.Globalization;
using System.Text;

namespace PackageWall.Inspection.Archives.Names;

/// <summary>What is odd about the path of one entry, and how a path is written everywhere behind the readers.</summary>
public static class ArchiveNames
{
    private const int LongestPath = 4096;
    private const int LongestSegment = 255;
    private static readonly SearchValues<char> WindowsForbids = SearchValues.Create("<>\"|?*");

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM\u00b9", "COM\u00b2", "COM\u00b3",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT\u00b9", "LPT\u00b2", "LPT\u00b3",
    };

    /// <summary>
    /// The path with forward slashes and without empty or <c>.</c> segments. Climbing segments stay: <see cref="Check"/> rejects them. Empty for
    /// the archive's root.
    /// </summary>
    public static string Normalise(string path)
    {
        string slashed = path.Replace('\\', '/');
        if (!slashed.StartsWith('/') && !slashed.EndsWith('/') && !slashed.Contains("//", StringComparison.Ordinal)
            && !slashed.Contains("./", StringComparison.Ordinal) && !slashed.EndsWith("/.", StringComparison.Ordinal) && slashed != ".")
        {
            return slashed;
        }

        return string.Join('/', slashed.Split('/').Where(segment => segment.Length > 0 && segment != "."));
    }

    /// <summary>Everything odd about a path as it is stored. <paramref name="offset"/> is the place of its header.</summary>
    public static IReadOnlyList<ArchiveAnomaly> Check(string path, long offset)
    {
        AnomalyList found = new();
        Check(path, offset, found);
        return found.ToList();
    }

    internal static void Check(string path, long offset, AnomalyList anomalies)
    {
        if (path.Length == 0)
        {
            anomalies.Reject(AnomalyCodes.NameEmpty, offset, path, "The entry has no name.");
            return;
        }

        CheckWhole(path, offset, anomalies);
        int last = path.Length;
        while (last > 0 && path[last - 1] is '/' or '\\')
        {
            last--;
        }

        bool isFirst = true;
        foreach (Range range in path.AsSpan(0, last).SplitAny('/', '\\'))
        {
            CheckSegment(path, path.AsSpan(0, last)[range], isFirst, offset, anomalies);
            isFirst = false;
        }
    }

    private static void CheckWhole(string path, long offset, AnomalyList anomalies)
    {
        if (path[0] is '/' or '\\')
        {
            anomalies.Reject(AnomalyCodes.NameAbsolute, offset, path, "The path starts at the root.");
        }
        else if (path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0]))
        {
            anomalies.Reject(AnomalyCodes.NameAbsolute, offset, path, "The path starts with a drive letter.");
        }
        else if (path.Contains(':', StringComparison.Ordinal))
        {
            anomalies.Hold(AnomalyCodes.NameStream, offset, path, "The path holds a colon, which names a stream on Windows.");
        }

        if (path.Contains('\\', StringComparison.Ordinal))
        {
            anomalies.Hold(AnomalyCodes.NameBackslash, offset, path, "The path holds a backslash, a separator on Windows only.");
        }

        if (path.Contains('\0', StringComparison.Ordinal))
        {
            anomalies.Reject(AnomalyCodes.NameControl, offset, path, "The path holds NUL, where some readers cut it.");
        }

        if (path.AsSpan().IndexOfAny(WindowsForbids) >= 0)
        {
            anomalies.Note(AnomalyCodes.NameWindows, offset, path, "The path holds a letter that Windows does not allow.");
        }

        CheckLetters(path, offset, anomalies);
        if (path.Length > LongestPath / 3 && Encoding.UTF8.GetByteCount(path) > LongestPath)
        {
            anomalies.Hold(AnomalyCodes.NameLength, offset, path, $"The path is longer than {LongestPath} bytes.");
        }
    }

    private static void CheckLetters(string path, long offset, AnomalyList anomalies)
    {
        if (path.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return;
        }

        bool hasControl = false, hasInvisible = false, isBroken = false;
        foreach (Rune rune in path.EnumerateRunes())
        {
            isBroken |= rune.Value == 0xfffd;
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control:
                    hasControl |= rune.Value != 0;
                    break;
                case UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate:
                case UnicodeCategory.SpaceSeparator when rune.Value != ' ':
                    hasInvisible = true;
                    break;
            }
        }

        if (hasControl)
        {
            anomalies.Hold(AnomalyCodes.NameControl, offset, path, "The path holds control characters.");
        }

        if (hasInvisible)
        {
            anomalies.Hold(AnomalyCodes.NameInvisible, offset, path, "The path holds characters that are not seen or turn the text.");
        }

        if (isBroken)
        {
            anomalies.Hold(AnomalyCodes.NameEncoding, offset, path, "The path is not UTF-8; readers replace what they cannot read.");
        }
    }

    private static void CheckSegment(string path, ReadOnlySpan<char> segment, bool isFirst, long offset, AnomalyList anomalies)
    {
        if (segment.Length == 0)
        {
            if (!isFirst)
            {
                anomalies.Note(AnomalyCodes.NameUnnormalised, offset, path, "The path holds an empty segment.");
            }

            return;
        }

        if (segment is "..")
        {
            anomalies.Reject(AnomalyCodes.NameTraversal, offset, path, "The path climbs out of its folder.");
            return;
        }

        if (segment is ".")
        {
            if (!isFirst)
            {
                anomalies.Note(AnomalyCodes.NameUnnormalised, offset, path, "The path holds a segment for the folder itself.");
            }

            return;
        }

        if (segment[^1] is '.' or ' ')
        {
            anomalies.Hold(AnomalyCodes.NameTrailing, offset, path, "A segment ends with a dot or a blank, which Windows drops.");
        }

        // Windows takes the name up to its first dot or colon, blanks at the end left out.
        int stem = segment.IndexOfAny('.', ':');
        ReadOnlySpan<char> name = (stem < 0 ? segment : segment[..stem]).TrimEnd(' ');
        if (name.Length is >= 3 and <= 7 && Devices.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
        {
            anomalies.Hold(AnomalyCodes.NameReserved, offset, path, "A segment is the name of a device on Windows.");
        }

        if (segment.Length > LongestSegment / 3 && Encoding.UTF8.GetByteCount(segment) > LongestSegment)
        {
            anomalies.Hold(AnomalyCodes.NameLength, offset, path, $"A segment is longer than {LongestSegment} bytes.");
        }
    }
}
