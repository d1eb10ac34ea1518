namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>One instruction, with the extended arguments before it taken in.</summary>
/// <param name="Offset">Where it begins, its extended arguments included.</param>
/// <param name="Next">Where the next one begins, its own cache entries left behind.</param>
/// <param name="Code">What it does.</param>
/// <param name="Argument">Its argument.</param>
/// <param name="Target">Where it may jump to; -1 when it never does.</param>
internal readonly record struct Instruction(int Offset, int Next, Opcode Code, int Argument, int Target)
{
    /// <summary>Whether the next instruction in order is never run after it.</summary>
    public bool EndsFlow => Code is Opcode.ReturnValue or Opcode.ReturnConst or Opcode.RaiseVarargs or Opcode.Reraise or Opcode.JumpForward or Opcode.JumpAbsolute or Opcode.JumpBackward or Opcode.JumpBackwardNoInterrupt;
}
