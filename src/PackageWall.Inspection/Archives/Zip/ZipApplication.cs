using System.Buffers;
using System.Text;

namespace PackageWall.Inspection.Archives.Zip;

/// <summary>
/// Python's zip applications: a zip behind one line that names the interpreter (PEP 441). Tools that write the zip behind the line count
/// offsets from the start of the file; who writes the line before a finished zip leaves them as they were, and readers add its length.
/// </summary>
internal static class ZipApplication
{
    private const int LongestLine = 256;

    /// <summary>Where systems keep it; a package could bring a program of that name to any other place.</summary>
    private static readonly string[] Folders = ["/usr/bin/env ", "/usr/bin/", "/usr/local/bin/", "/bin/"];

    private static readonly SearchValues<byte> VersionLetters = SearchValues.Create("0123456789."u8);

    /// <summary>Whether it is one line that names Python and nothing else: no options, and no other program that could read on.</summary>
    public static bool IsLine(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestLine || !bytes.StartsWith("#!"u8) || bytes.IndexOf((byte)'\n') != bytes.Length - 1)
        {
            return false;
        }

        ReadOnlySpan<byte> path = bytes[2..^1].TrimEnd((byte)'\r').Trim((byte)' ');
        foreach (string folder in Folders)
        {
            if (path.Length > folder.Length && Ascii.Equals(path[..folder.Length], folder))
            {
                ReadOnlySpan<byte> program = path[folder.Length..];
                return program.StartsWith("python"u8) && program["python"u8.Length..].IndexOfAnyExcept(VersionLetters) < 0;
            }
        }

        return false;
    }

    /// <summary>The length of the line by which all offsets of a zip are short; 0 where they are right, or wrong in another way.</summary>
    public static int LineBefore(ReadOnlySpan<byte> container, ZipEnd end)
    {
        long lack = end.DirectoryEnd - end.DirectorySize - end.DirectoryOffset;
        return lack is > 0 and <= LongestLine && lack <= container.Length && IsLine(container[..(int)lack])
            && IsAt(container, end.DirectoryOffset + lack, ZipSignatures.Central) && !IsAt(container, end.DirectoryOffset, ZipSignatures.Central)
            ? (int)lack
            : 0;
    }

    /// <summary>Whether an entry could begin at a place.</summary>
    public static bool IsLocalHeader(ReadOnlySpan<byte> container, long at) => IsAt(container, at, ZipSignatures.Local);

    private static bool IsAt(ReadOnlySpan<byte> container, long at, ReadOnlySpan<byte> mark) => at >= 0 && at <= container.Length - mark.Length && container[(int)at..].StartsWith(mark);
}
