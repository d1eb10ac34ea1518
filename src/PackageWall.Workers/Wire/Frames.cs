using System.Buffers;
using System.Buffers.Binary;

namespace PackageWall.Workers.Wire;

/// <summary>Messages on a pipe: four bytes of length (little-endian), then so many bytes. Neither side ever searches for an end.</summary>
internal static class Frames
{
    /// <summary>Largest message that either side takes, in bytes. Contents of artifacts are not messages: they follow one, with the length it says.</summary>
    public const int Largest = 64 << 20;

    private const int HeaderBytes = sizeof(int);

    /// <summary>Up to this length a message goes with its header in one piece: each piece wakes the other side up.</summary>
    private const int Short = 64 << 10;

    /// <summary>Writes one message.</summary>
    public static void Write(Stream to, ReadOnlySpan<byte> message)
    {
        byte[] piece = ArrayPool<byte>.Shared.Rent(HeaderBytes + Math.Min(message.Length, Short));
        try
        {
            BinaryPrimitives.WriteInt32LittleEndian(piece, message.Length);
            int first = Math.Min(message.Length, Short);
            message[..first].CopyTo(piece.AsSpan(HeaderBytes));
            to.Write(piece.AsSpan(0, HeaderBytes + first));
            if (first < message.Length)
            {
                to.Write(message[first..]);
            }

            to.Flush();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <summary>Reads one message; null when the other side has closed the pipe.</summary>
    /// <exception cref="InvalidDataException">The length is impossible.</exception>
    /// <exception cref="EndOfStreamException">The pipe was closed within a message.</exception>
    public static byte[]? Read(Stream from)
    {
        // On the stack: an array stays where it is while a pipe is waited for, and all of the heap below it would stay with it.
        Span<byte> header = stackalloc byte[HeaderBytes];
        int read = from.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
        if (read == 0)
        {
            return null;
        }

        byte[] message = new byte[LengthIn(read, header)];
        from.ReadExactly(message);
        return message;
    }

    /// <inheritdoc cref="Write"/>
    public static async Task WriteAsync(Stream to, ReadOnlyMemory<byte> message)
    {
        byte[] header = new byte[HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, message.Length);
        await to.WriteAsync(header).ConfigureAwait(false);
        await to.WriteAsync(message).ConfigureAwait(false);
        await to.FlushAsync().ConfigureAwait(false);
    }

    /// <inheritdoc cref="Read"/>
    public static async Task<byte[]?> ReadAsync(Stream from)
    {
        byte[] header = new byte[HeaderBytes];
        int read = await from.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false).ConfigureAwait(false);
        if (read == 0)
        {
            return null;
        }

        byte[] message = new byte[LengthIn(read, header)];
        await from.ReadExactlyAsync(message).ConfigureAwait(false);
        return message;
    }

    private static int LengthIn(int read, ReadOnlySpan<byte> header)
    {
        int length = read < HeaderBytes ? throw new EndOfStreamException() : BinaryPrimitives.ReadInt32LittleEndian(header);
        return length is >= 0 and <= Largest ? length : throw new InvalidDataException($"A message of {length} bytes is announced.");
    }
}
