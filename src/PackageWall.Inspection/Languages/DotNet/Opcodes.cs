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

    public static int OperandSize(int first, int second) => first == 0xfe ? Two[second] : One[first];

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
