using System.Reflection;
using System.Reflection.Emit;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>Sizes of the operands of IL instructions (ECMA-335, partition III).</summary>
internal static class Opcodes
{
    /// <summary>Marks an operand that is a table of jumps, whose length stands in the code.</summary>
    public const int Switch = -1;

    /// <summary>Marks bytes that are no instruction.</summary>
    public const int Unknown = -2;

    private static readonly int[] One = Table(0x00);
    private static readonly int[] Two = Table(0xfe);
    private static readonly byte[] Kinds = MakeKinds();

    /// <summary>Marks an instruction that names a member, a type or a string.</summary>
    public const int Member = 1;

    /// <summary>Marks one that loads a field of an object.</summary>
    public const int Field = 2;

    /// <summary>Marks one that loads an argument.</summary>
    public const int Argument = 3;

    /// <summary>What an instruction is looked at for, or 0.</summary>
    public static int Kind(int first, int second) => first == 0xfe
        ? second switch { 0x06 or 0x07 or 0x15 => Member, 0x09 => Argument, _ => 0 }
        : Kinds[first];

    public static int OperandSize(int first, int second) => first == 0xfe ? Two[second] : One[first];

    private static byte[] MakeKinds()
    {
        byte[] kinds = new byte[256];
        foreach (int code in (int[])[0x27, 0x28, 0x6f, 0x72, 0x73, 0x7e, 0x7f, 0xd0])
        {
            kinds[code] = Member;
        }

        kinds[0x7b] = Field;
        foreach (int code in (int[])[0x02, 0x03, 0x04, 0x05, 0x0e])
        {
            kinds[code] = Argument;
        }

        return kinds;
    }

    private static int[] Table(int prefix)
    {
        int[] sizes = new int[256];
        Array.Fill(sizes, Unknown);
        foreach (FieldInfo field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            if (field.GetValue(null) is OpCode code && (prefix == 0 ? code.Size == 1 : code.Size == 2 && (code.Value >> 8 & 0xff) == prefix))
            {
                sizes[code.Value & 0xff] = code.OperandType switch
                {
                    OperandType.InlineNone => 0,
                    OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                    OperandType.InlineVar => 2,
                    OperandType.InlineI8 or OperandType.InlineR => 8,
                    OperandType.InlineSwitch => Switch,
                    _ => 4,
                };
            }
        }

        return sizes;
    }
}
