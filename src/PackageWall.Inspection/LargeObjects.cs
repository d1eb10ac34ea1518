using System.Text;

namespace PackageWall.Inspection;

/// <summary>
/// Arrays and texts of megabytes. Near the limit of its heap the runtime refuses such a one although most of the heap is free: what it holds
/// for small objects it does not give back for it. Asked to, it does, and then there is room.
/// </summary>
internal static class LargeObjects
{
    /// <summary>In bytes. Smaller ones stand among the others, and are refused only when there is no room at all.</summary>
    private const int Large = 1 << 20;

    /// <summary>In bytes; reading one takes about thirty times as much.</summary>
    private const int LargeFile = 4 << 20;

    /// <summary>The share of the heap beside which a large file may not find its room.</summary>
    private const double Much = 0.6;

    /// <summary>
    /// A file of so many bytes is about to be read. What was read before it is of no use any more, and where that fills much of the heap, it goes
    /// now: a collection in the midst of reading may find itself short of room for what it moves.
    /// </summary>
    public static void MakeRoom(int length)
    {
        if (length >= LargeFile && GC.GetGCMemoryInfo(GCKind.Any) is var heap && heap.TotalCommittedBytes > heap.TotalAvailableMemoryBytes * Much)
        {
            GiveBack();
        }
    }

    /// <summary>An array whose content is not cleared.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for it.</exception>
    public static byte[] Array(int length)
    {
        try
        {
            return GC.AllocateUninitializedArray<byte>(length);
        }
        catch (OutOfMemoryException) when (length >= Large)
        {
            GiveBack();
            return GC.AllocateUninitializedArray<byte>(length);
        }
    }

    /// <summary>The text of bytes.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for it.</exception>
    public static string Text(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (OutOfMemoryException) when (bytes.Length >= Large)
        {
            GiveBack();
            return encoding.GetString(bytes);
        }
    }

    private static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
