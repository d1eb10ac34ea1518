namespace PackageWall.Inspection.Archives.Deflate;

/// <content>The codes that a block brings along.</content>
internal sealed partial class Inflater
{
    // 3.2.7: how many codes, the code length code, then the lengths of both alphabets as one sequence.
    private State ReadDynamicCodes()
    {
        if (!TryTake(14, out uint counts))
        {
            return State.Truncated;
        }

        int lengthCount = (int)(counts & 31) + 257;
        int distanceCount = (int)((counts >> 5) & 31) + 1;
        int codeCount = (int)(counts >> 10) + 4;
        if (lengthCount > 286 || distanceCount > 30)
        {
            return State.Invalid;
        }

        Span<byte> lengths = stackalloc byte[286 + 30];
        lengths.Clear();
        for (int i = 0; i < codeCount; i++)
        {
            if (!TryTake(3, out uint length))
            {
                return State.Truncated;
            }

            lengths[DeflateAlphabets.CodeLengthOrder[i]] = (byte)length;
        }

        if (!_codeLengths.TryBuild(lengths[..19], DeflateAlphabets.CodeLengths, mayBeSingle: false, mayBeEmpty: false))
        {
            return State.Invalid;
        }

        lengths.Clear();
        State read = ReadCodeLengths(lengths[..(lengthCount + distanceCount)]);
        if (read != State.Codes)
        {
            return read;
        }

        return lengths[256] != 0
            && _ownLengths.TryBuild(lengths[..lengthCount], DeflateAlphabets.Lengths, mayBeSingle: true, mayBeEmpty: false)
            && _ownDistances.TryBuild(
                lengths.Slice(lengthCount, distanceCount), DeflateAlphabets.Distances, mayBeSingle: true, mayBeEmpty: true)
            ? State.Codes
            : State.Invalid;
    }

    private State ReadCodeLengths(Span<byte> lengths)
    {
        for (int i = 0; i < lengths.Length;)
        {
            Refill();
            uint entry = _codeLengths.Entries[(uint)_bits & _codeLengths.Mask];
            int bits = (int)(entry & 31);
            int symbol = (int)((entry & ~HuffmanTable.Literal) >> 16);
            int extra = symbol switch { 16 => 2, 17 => 3, 18 => 7, _ => 0 };
            if (entry == 0)
            {
                return _bitCount < DeflateAlphabets.CodeLengthFirstBits ? State.Truncated : State.Invalid;
            }

            if (bits + extra > _bitCount)
            {
                return State.Truncated;
            }

            Drop(bits);
            if (symbol < 16)
            {
                lengths[i++] = (byte)symbol;
                continue;
            }

            int repeat = (symbol == 18 ? 11 : 3) + (int)((uint)_bits & ((1u << extra) - 1));
            Drop(extra);
            if (i + repeat > lengths.Length || (symbol == 16 && i == 0))
            {
                return State.Invalid;
            }

            lengths.Slice(i, repeat).Fill(symbol == 16 ? lengths[i - 1] : (byte)0);
            i += repeat;
        }

        return State.Codes;
    }
}
