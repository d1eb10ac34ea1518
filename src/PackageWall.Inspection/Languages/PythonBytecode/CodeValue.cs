namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>A code object on the stack, before a function is made of it.</summary>
internal sealed record CodeValue(CodeObject Code) : Expression(Identifiers.Own + "code", true, true, 0);
