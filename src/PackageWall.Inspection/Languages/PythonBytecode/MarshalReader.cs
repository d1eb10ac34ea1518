using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>
/// Reads what <c>marshal</c> writes (CPython, Python/marshal.c): without recursion, in linear time, and no object is made before its bytes were
/// seen. Numbers become double, long integers that do not fit BigInteger.
/// </summary>
internal sealed class MarshalReader
{
    // The interpreter's own limit.
    private const int MostDepth = 2000;
    private const byte FlagReference = 0x80;

    private static readonly object Incomplete = new();
    private static readonly object Null = new();

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _version;
    private readonly CancellationToken _cancellation;
    private readonly List<object?> _references = [];
    private readonly Stack<MarshalFrame> _open = [];
    private readonly Dictionary<MarshalSequence, IReadOnlyList<string>> _strings = new(ReferenceEqualityComparer.Instance);

    // Fields of a code object: i is a number, o an object.
    private readonly string _fields;
    private int _at;
    private int _objects;
    private long _joined;

    private MarshalReader(ReadOnlyMemory<byte> bytes, int version, CancellationToken cancellation)
    {
        _bytes = bytes;
        _version = version;
        _cancellation = cancellation;
        _fields = version switch
        {
            <= 307 => "iiiii" + "oooooooo" + "i" + "o",
            <= 310 => "iiiiii" + "oooooooo" + "i" + "o",
            _ => "iiiii" + "oooooooo" + "i" + "oo",
        };
    }

    /// <summary>Reads the code object of a module.</summary>
    /// <exception cref="MarshalException">The bytes are none.</exception>
    public static CodeObject Read(ReadOnlyMemory<byte> bytes, int version, CancellationToken cancellation) =>
        new MarshalReader(bytes, version, cancellation).ReadAll() as CodeObject ?? throw new MarshalException("it holds no code");

    private object? ReadAll()
    {
        while (true)
        {
            if ((++_objects & 0xFFF) == 0)
            {
                _cancellation.ThrowIfCancellationRequested();
            }

            if (!TryStart(out var value))
            {
                if (_open.Count > MostDepth)
                {
                    throw new MarshalException($"nested deeper than {MostDepth}");
                }

                if (!IsDone(_open.Peek()))
                {
                    continue;
                }

                value = Close(_open.Pop());
            }

            while (true)
            {
                if (_open.Count == 0)
                {
                    return ReferenceEquals(value, Null) ? null : value;
                }

                var frame = _open.Peek();
                Add(frame, value);
                if (!IsDone(frame))
                {
                    break;
                }

                value = Close(_open.Pop());
            }
        }
    }

    private void Add(MarshalFrame frame, object? value)
    {
        if (frame.Sequence is { Kind: '{' } map && ReferenceEquals(value, Null))
        {
            // A dictionary ends at a null in the place of a key.
            if (map.Items.Count % 2 == 0)
            {
                frame.Expected = map.Items.Count;
                return;
            }

            throw new MarshalException("a key without a value");
        }

        if (ReferenceEquals(value, Null))
        {
            throw new MarshalException("a null in the place of an object");
        }

        if (frame.Sequence is { } sequence)
        {
            sequence.Items.Add(value);
        }
        else
        {
            frame.Fields.Add(value);
        }
    }

    // Numbers of a code object have no type code: they are read here, as soon as it is their turn.
    private bool IsDone(MarshalFrame frame)
    {
        if (frame.Sequence is { } sequence)
        {
            return frame.Expected >= 0 && sequence.Items.Count >= frame.Expected;
        }

        while (frame.Fields.Count < _fields.Length && _fields[frame.Fields.Count] == 'i')
        {
            frame.Fields.Add(Int32());
        }

        return frame.Fields.Count == _fields.Length;
    }

    private object? Close(MarshalFrame frame)
    {
        object? value = frame.Sequence ?? (object)Code(frame.Fields);
        if (frame.Reference >= 0)
        {
            _references[frame.Reference] = value;
        }

        return value;
    }

    // False when the object has parts, which come next.
    private bool TryStart(out object? value)
    {
        var code = Byte();
        var type = (char)(code & 0x7F);
        var isReferred = (code & FlagReference) != 0;
        switch (type)
        {
            case '0':
                value = Null;
                return true;
            case 'N':
                value = null;
                return true;
            case 'F' or 'T':
                value = type == 'T';
                return true;
            case 'S' or '.':
                value = MarshalEllipsis.Value;
                return true;
            case 'r':
                value = Referred(Int32());
                return true;
            case '(' or '[' or '<' or '>' or ')' or '{' or ':':
                var count = type switch { ')' => Byte(), '{' => -1, ':' => 3, _ => Size() };
                value = null;
                Open(new MarshalSequence(type == ')' ? '(' : type), count, isReferred);
                return false;
            case 'c':
                value = null;
                Open(null, 0, isReferred);
                return false;
            default:
                value = Simple(type);
                if (isReferred)
                {
                    _references.Add(value);
                }

                return true;
        }
    }

    private void Open(MarshalSequence? sequence, int count, bool isReferred)
    {
        // A part takes a byte at least.
        if (count > _bytes.Length - _at)
        {
            throw new MarshalException("it is cut short");
        }

        var reference = -1;
        if (isReferred)
        {
            reference = _references.Count;

            // Tuples and lists can be referred to from inside; the others cannot before they are whole.
            _references.Add(sequence is { Kind: '(' or '[' or '{' } ? sequence : Incomplete);
        }

        _open.Push(new MarshalFrame { Sequence = sequence, Expected = count, Reference = reference });
    }

    private object? Referred(int index)
    {
        if (index < 0 || index >= _references.Count || ReferenceEquals(_references[index], Incomplete))
        {
            throw new MarshalException("it refers to an object that is not there");
        }

        return _references[index];
    }

    private object? Simple(char type) => type switch
    {
        'i' => (double)Int32(),
        'I' => (double)BinaryPrimitives.ReadInt64LittleEndian(Take(8)),
        'g' => BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(Take(8))),
        'f' => Float(),
        'x' => Complex(Float(), Float()),
        'y' => Complex(Take(8), Take(8)),
        'l' => Long(),
        's' => Take(Size()).ToArray(),
        'u' or 't' => Text(Take(Size())),
        'a' or 'A' => Encoding.Latin1.GetString(Take(Size())),
        'z' or 'Z' => Encoding.Latin1.GetString(Take(Byte())),
        _ => throw new MarshalException($"type {(int)type} is not known"),
    };

    // Lone surrogates are written as they are, which UTF-8 does not allow.
    private static string Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf((byte)0xED) < 0)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        for (var at = 0; at < bytes.Length;)
        {
            if (bytes[at] == 0xED && at + 2 < bytes.Length && bytes[at + 1] >= 0xA0)
            {
                text.Append((char)(0xD000 | ((bytes[at + 1] & 0x3F) << 6) | (bytes[at + 2] & 0x3F)));
                at += 3;
                continue;
            }

            var next = bytes[(at + 1)..].IndexOf((byte)0xED);
            var end = next < 0 ? bytes.Length : at + 1 + next;
            text.Append(Encoding.UTF8.GetString(bytes[at..end]));
            at = end;
        }

        return text.ToString();
    }

    private double Float() =>
        double.TryParse(Encoding.Latin1.GetString(Take(Byte())), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw new MarshalException("a number is none");

    private static Complex Complex(double real, double imaginary) => new(real, imaginary);

    private static Complex Complex(ReadOnlySpan<byte> real, ReadOnlySpan<byte> imaginary) =>
        new(BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(real)), BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(imaginary)));

    // Digits of fifteen bits, the least first; the sign is that of their number.
    private object Long()
    {
        var count = Int32();
        var digits = Math.Abs((long)count);
        if (digits > (_bytes.Length - _at) / 2)
        {
            throw new MarshalException("it is cut short");
        }

        var magnitude = new byte[(digits * 15 / 8) + 2];
        var bit = 0L;
        for (var i = 0L; i < digits; i++, bit += 15)
        {
            var digit = BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
            if (digit > 0x7FFF)
            {
                throw new MarshalException("a number is none");
            }

            var shifted = (uint)digit << (int)(bit & 7);
            for (var place = bit >> 3; shifted != 0; place++, shifted >>= 8)
            {
                magnitude[place] |= (byte)shifted;
            }
        }

        var value = new BigInteger(magnitude, isUnsigned: true);
        value = count < 0 ? -value : value;
        return BigInteger.Abs(value) <= 1L << 53 ? (double)value : value;
    }

    private CodeObject Code(List<object?> fields)
    {
        // 3.6: arguments, keyword only, locals, stack, flags. 3.8 adds positional only after the first, 3.11 takes locals out.
        var isOld = _version <= 307;
        var first = isOld || _version >= 311 ? 5 : 6;
        var flags = (int)fields[first - 1]!;
        var keywordOnly = (int)fields[isOld ? 1 : 2]!;
        var isNew = _version >= 311;
        var locals = Strings(fields[first + 3]);
        var cells = isNew ? [] : Strings(fields[first + 5]);
        return new CodeObject
        {
            Arguments = Math.Clamp((int)fields[0]!, 0, locals.Count),
            KeywordOnly = Math.Clamp(keywordOnly, 0, locals.Count),
            Flags = flags,
            Code = fields[first] as byte[] ?? throw new MarshalException("code without instructions"),
            Constants = (fields[first + 1] as MarshalSequence)?.Items ?? throw new MarshalException("code without constants"),
            Names = Strings(fields[first + 2]),
            Locals = locals,
            Shared = isNew ? locals : Joined(cells, Strings(fields[first + 4])),
            Cells = cells.Count,
            Kinds = isNew ? fields[first + 4] as byte[] ?? [] : [],
            Name = fields[first + (isNew ? 6 : 7)] as string ?? "",
            Exceptions = isNew ? fields[^1] as byte[] ?? [] : [],
        };
    }

    // Many objects may share one list of names: each is made once, and all that is made is counted.
    private IReadOnlyList<string> Strings(object? field)
    {
        var sequence = field as MarshalSequence ?? throw new MarshalException("code without names");
        if (_strings.TryGetValue(sequence, out var known))
        {
            return known;
        }

        return _strings[sequence] = [.. sequence.Items.Select(item => item as string ?? throw new MarshalException("a name that is no text"))];
    }

    private IReadOnlyList<string> Joined(IReadOnlyList<string> cells, IReadOnlyList<string> free)
    {
        if (cells.Count == 0 || free.Count == 0)
        {
            return cells.Count == 0 ? free : cells;
        }

        _joined += cells.Count + free.Count;
        return _joined > _bytes.Length ? throw new MarshalException("more names than it has bytes") : [.. cells, .. free];
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _bytes.Length - _at)
        {
            throw new MarshalException("it is cut short");
        }

        var taken = _bytes.Span.Slice(_at, count);
        _at += count;
        return taken;
    }

    private byte Byte() => Take(1)[0];

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    private int Size() => Int32() is >= 0 and var size ? size : throw new MarshalException("a size below nothing");
}
