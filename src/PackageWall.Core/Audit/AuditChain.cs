using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PackageWall.Core.Audit;

/// <summary>
/// The hash chain of the audit log. An entry's hash covers the hash before it, so that nobody can change, drop or insert an entry
/// without changing all that follow.
/// </summary>
public static class AuditChain
{
    /// <summary>What the first entry is chained to.</summary>
    public static string Genesis { get; } = new('0', 64);

    /// <summary>Puts an event behind an entry.</summary>
    public static AuditEntry Append(AuditEntry? last, AuditEvent next)
    {
        string previous = last?.Hash ?? Genesis;
        long sequence = (last?.Sequence ?? 0) + 1;
        return new AuditEntry(sequence, next, previous, Hash(sequence, next, previous));
    }

    /// <summary>Whether an entry is what its hash says and follows the one before.</summary>
    public static bool Follows(AuditEntry? last, AuditEntry entry) =>
        entry.Sequence == (last?.Sequence ?? 0) + 1
        && entry.PreviousHash == (last?.Hash ?? Genesis)
        && entry.Hash == Hash(entry.Sequence, entry.Event, entry.PreviousHash);

    // Each part is preceded by its length, so that no two events give the same bytes. Times count in microseconds, because that is
    // what every database keeps.
    private static string Hash(long sequence, AuditEvent e, string previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Number(hash, sequence);
        Number(hash, e.At.UtcTicks / TimeSpan.TicksPerMicrosecond);
        foreach (string part in (ReadOnlySpan<string>)[e.Actor, e.Action, e.Subject, e.Detail, previous])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            Number(hash, bytes.Length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Number(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
