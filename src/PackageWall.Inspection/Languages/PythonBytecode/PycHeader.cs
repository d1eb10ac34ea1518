using System.Buffers.Binary;

namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>
/// The first bytes of a compiled module: a number that changes with every version of the instructions, CR LF, and since 3.7 flags, then either
/// the time and size of the source or its hash (PEP 552).
/// </summary>
/// <param name="Version">The version of CPython as 311 for 3.11; 207 for 2.7; 0 when no version has this number.</param>
/// <param name="Flags">The flags; 0 before 3.7.</param>
/// <param name="Length">How many bytes the header takes.</param>
internal readonly record struct PycHeader(int Version, uint Flags, int Length)
{
    /// <summary>Whether a released interpreter takes such a file, rather than an early one of its version.</summary>
    public bool IsRelease { get; private init; }

    // First and last number of each version (CPython, Include/internal/pycore_magic_number.h).
    private static readonly (int First, int Last, int Version)[] Numbers =
    [
        (3360, 3389, 306), (3390, 3399, 307), (3400, 3419, 308), (3420, 3429, 309), (3430, 3449, 310), (3450, 3499, 311), (3500, 3549, 312),
        (3550, 3599, 313), (3600, 3649, 314), (3650, 3699, 315), (62171, 62219, 207), (3000, 3359, 300),
    ];

    // Those of releases: between them the instructions changed, and no release takes a file with one of the others.
    private static readonly (int First, int Last)[] Releases =
        [(3379, 3379), (3393, 3394), (3410, 3413), (3424, 3425), (3438, 3439), (3494, 3495), (3530, 3531), (3570, 3571), (3625, 3629), (62211, 62211)];

    /// <summary>Whether the file is taken without a look at its source: it has a hash, and says not to check it.</summary>
    public bool IsUnchecked => (Flags & 3) == 1;

    /// <summary>Reads it; null when the bytes are no compiled Python.</summary>
    public static PycHeader? Read(ReadOnlySpan<byte> content)
    {
        if (content.Length < 8 || content[2] != '\r' || content[3] != '\n')
        {
            return null;
        }

        var number = (int)BinaryPrimitives.ReadUInt16LittleEndian(content);
        var version = Numbers.FirstOrDefault(entry => number >= entry.First && number <= entry.Last).Version;
        var length = version switch { 207 => 8, 300 or 306 => 12, _ => 16 };
        return content.Length < length ? null : new(version, length == 16 ? BinaryPrimitives.ReadUInt32LittleEndian(content[4..]) : 0, length)
            { IsRelease = Releases.Any(entry => number >= entry.First && number <= entry.Last) };
    }

    /// <summary>The version in its usual spelling.</summary>
    public static string NameOf(int version) => $"{version / 100}.{version % 100}";
}
