using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>What the instructions of a method name, in their order: members, own methods, strings. Nothing is evaluated.</summary>
internal ref struct MethodScan(BlobReader il, bool withValues)
{
    private BlobReader _il = il;

    /// <summary>The instruction's code: 0x28 call, 0x6f callvirt, 0x73 newobj, 0x72 ldstr …</summary>
    public int Code { get; private set; }

    /// <summary>The token that it names, or 0.</summary>
    public int Token { get; private set; }

    /// <summary>The argument that it loads, or -1.</summary>
    public int Argument { get; private set; }

    /// <summary>Whether the bytes stopped making sense.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Goes to the next instruction that names a member or a string or, where values are asked for, loads an argument or a field.</summary>
    public bool Next()
    {
        while (_il.RemainingBytes > 0)
        {
            int first = _il.ReadByte();
            int second = first == 0xfe && _il.RemainingBytes > 0 ? _il.ReadByte() : 0;
            int size = Opcodes.OperandSize(first, second);
            if (size == Opcodes.Switch && _il.RemainingBytes >= 4)
            {
                uint count = _il.ReadUInt32();
                size = count > (uint)_il.RemainingBytes / 4 ? Opcodes.Unknown : (int)count * 4;
                if (size >= 0)
                {
                    _il.Offset += size;
                    continue;
                }
            }

            if (size < 0 || size > _il.RemainingBytes)
            {
                IsBroken = true;
                return false;
            }

            int kind = Opcodes.Kind(first, second);
            if (kind == Opcodes.Member || (kind == Opcodes.Field && withValues))
            {
                (Code, Argument, Token) = (first == 0xfe ? 0xfe00 | second : first, -1, _il.ReadInt32());
                return true;
            }

            if (kind == Opcodes.Argument && withValues)
            {
                (Code, Token) = (first == 0xfe ? 0xfe00 | second : first, 0);
                Argument = Code switch { 0x0e => _il.ReadByte(), 0xfe09 => _il.ReadUInt16(), _ => Code - 0x02 };
                return true;
            }

            _il.Offset += size;
        }

        return false;
    }

    public static EntityHandle Handle(int token) => MetadataTokens.EntityHandle(token);
}
