namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>Takes the bytes of a code object apart into instructions.</summary>
internal static class InstructionReader
{
    /// <summary>
    /// Reads them to the first one that the version does not have, or that no compiler writes; <paramref name="unread"/> says why it ended
    /// there.
    /// </summary>
    public static List<Instruction> Read(byte[] code, int version, OpcodeTable table, out string? unread)
    {
        unread = null;
        var instructions = new List<Instruction>(code.Length / 2);
        var unit = version >= 310 ? 2 : 1;
        for (var at = 0; at + 1 < code.Length;)
        {
            var start = at;
            var argument = 0;
            var extended = 0;
            while (table[code[at]] == Opcode.ExtendedArg && at + 3 < code.Length && extended++ < 3)
            {
                argument = (argument | code[at + 1]) << 8;
                at += 2;
            }

            argument |= code[at + 1];
            var opcode = table[code[at]];
            var next = at + 2 + (2 * table.CachesOf(code[at]));
            if (opcode is Opcode.None or Opcode.ExtendedArg || next > code.Length || code.AsSpan(at + 2, next - at - 2).ContainsAnyExcept((byte)0))
            {
                // The interpreter passes over cache entries and overwrites them: compilers leave them empty.
                unread = $"instruction {code[at]} at {at} is not one of CPython {PycHeader.NameOf(version)}";
                return instructions;
            }

            instructions.Add(new(start, next, opcode, argument, TargetOf(opcode, (long)argument * unit, next, version)));
            at = next;
        }

        if (code.Length % 2 != 0)
        {
            unread = "instructions end in the middle";
        }

        return version >= 311 ? WithoutWaiting(instructions, version) : instructions;
    }

    private static int TargetOf(Opcode opcode, long distance, int next, int version)
    {
        var target = opcode switch
        {
            Opcode.JumpAbsolute or Opcode.JumpIfNotExcMatch => distance,
            Opcode.JumpBackward or Opcode.JumpBackwardNoInterrupt or Opcode.PopJumpBackwardIfFalse or Opcode.PopJumpBackwardIfTrue or Opcode.PopJumpBackwardIfNone or Opcode.PopJumpBackwardIfNotNone => next - distance,
            Opcode.JumpForward or Opcode.ForIter or Opcode.Send or Opcode.SetupFinally or Opcode.SetupWith or Opcode.SetupAsyncWith or Opcode.CallFinally => next + distance,
            Opcode.PopJumpIfFalse or Opcode.PopJumpIfTrue or Opcode.PopJumpIfNone or Opcode.PopJumpIfNotNone or Opcode.JumpIfFalseOrPop or Opcode.JumpIfTrueOrPop => version >= 311 ? next + distance : distance,
            _ => -1,
        };
        return (int)Math.Clamp(target, -1, int.MaxValue);
    }

    // An await is a loop that hands out what it waits for. Nothing in that loop is the program's own.
    private static List<Instruction> WithoutWaiting(List<Instruction> instructions, int version)
    {
        var kept = new List<Instruction>(instructions.Count);
        for (var i = 0; i < instructions.Count; i++)
        {
            var send = instructions[i];
            if (send.Code != Opcode.Send)
            {
                kept.Add(send);
                continue;
            }

            var end = i + 1;
            while (end < instructions.Count && end <= i + 4 && instructions[end].Offset < send.Target && instructions[end].Code is Opcode.YieldValue or Opcode.Resume or Opcode.JumpBackwardNoInterrupt or Opcode.AsyncGenWrap)
            {
                end++;
            }

            if (end >= instructions.Count || instructions[end].Offset != send.Target)
            {
                kept.Add(send);
                continue;
            }

            kept.Add(send with { Code = Opcode.Await, Target = -1, Next = send.Target });
            i = end - 1;
        }

        return kept;
    }
}
