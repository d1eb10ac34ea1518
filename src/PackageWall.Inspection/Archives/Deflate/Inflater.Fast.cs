using System.Buffers.Binary;

namespace PackageWall.Inspection.Archives.Deflate;

/// <content>The loop that does nearly all of the work.</content>
internal sealed partial class Inflater
{
    // The same as ReadCodes while both ends are far: one refill serves a whole match (48 bits at most), and copies may overshoot.
    private void ReadFast(Span<byte> buffer, ref int written)
    {
        ReadOnlySpan<byte> bytes = _input.Span;
        ReadOnlySpan<uint> lengths = _lengths.Entries;
        ReadOnlySpan<uint> distances = _distances.Entries;
        uint lengthMask = _lengths.Mask;
        uint distanceMask = _distances.Mask;
        int lastRead = bytes.Length - 16;
        int lastWrite = buffer.Length - FastRoom;
        int position = _position;
        ulong bits = _bits;
        int count = _bitCount;
        int at = written;
        State state = State.Codes;
        while (position <= lastRead && at <= lastWrite)
        {
            bits |= BinaryPrimitives.ReadUInt64LittleEndian(bytes[position..]) << count;
            position += (63 - count) >> 3;
            count |= 56;

            uint entry = lengths[(int)((uint)bits & lengthMask)];
            if ((entry & HuffmanTable.Literal) != 0)
            {
                bits >>= (int)(entry & 31);
                count -= (int)(entry & 31);
                buffer[at++] = (byte)(entry >> 16);
                entry = lengths[(int)((uint)bits & lengthMask)];
                if ((entry & HuffmanTable.Literal) != 0)
                {
                    bits >>= (int)(entry & 31);
                    count -= (int)(entry & 31);
                    buffer[at++] = (byte)(entry >> 16);
                    entry = lengths[(int)((uint)bits & lengthMask)];
                }

                bits |= BinaryPrimitives.ReadUInt64LittleEndian(bytes[position..]) << count;
                position += (63 - count) >> 3;
                count |= 56;
            }

            if ((entry & HuffmanTable.Second) != 0)
            {
                bits >>= (int)(entry & 31);
                count -= (int)(entry & 31);
                entry = lengths[(int)(entry >> 16) + (int)((uint)bits & ((1u << (int)((entry >> 8) & 31)) - 1))];
            }

            bits >>= (int)(entry & 31);
            count -= (int)(entry & 31);
            if ((entry & HuffmanTable.Literal) != 0)
            {
                buffer[at++] = (byte)(entry >> 16);
                continue;
            }

            if (entry == 0 || (entry & HuffmanTable.EndOfBlock) != 0)
            {
                state = entry == 0 ? State.Invalid : _isFinal ? State.Done : State.Header;
                break;
            }

            int extra = (int)((entry >> 8) & 31);
            int length = (int)(entry >> 16) + (int)((uint)bits & ((1u << extra) - 1));
            bits >>= extra;
            count -= extra;

            uint far = distances[(int)((uint)bits & distanceMask)];
            if ((far & HuffmanTable.Second) != 0)
            {
                bits >>= (int)(far & 31);
                count -= (int)(far & 31);
                far = distances[(int)(far >> 16) + (int)((uint)bits & ((1u << (int)((far >> 8) & 31)) - 1))];
            }

            bits >>= (int)(far & 31);
            count -= (int)(far & 31);
            extra = (int)((far >> 8) & 31);
            int distance = (int)(far >> 16) + (int)((uint)bits & ((1u << extra) - 1));
            bits >>= extra;
            count -= extra;
            if (far == 0 || distance > at)
            {
                state = State.Invalid;
                break;
            }

            Copy(buffer, at, distance, length);
            at += length;
        }

        _position = position;
        _bits = bits;
        _bitCount = count;
        _state = state;
        written = at;
        Normalise();
    }

    private static void Copy(Span<byte> buffer, int at, int distance, int length)
    {
        int end = at + length;
        if (distance >= 8)
        {
            do
            {
                ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(buffer[(at - distance)..]);
                BinaryPrimitives.WriteUInt64LittleEndian(buffer[at..], eight);
                at += 8;
            }
            while (at < end);
        }
        else if (distance == 1)
        {
            buffer.Slice(at, length).Fill(buffer[at - 1]);
        }
        else
        {
            for (; at < end; at++)
            {
                buffer[at] = buffer[at - distance];
            }
        }
    }
}
