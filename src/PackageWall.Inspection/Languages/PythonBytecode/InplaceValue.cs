namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>What an assignment with an operator gives, before it is put back: <c>+=</c>.</summary>
internal sealed record InplaceValue(string Target, string Operator, string Value, string Text, int Depth) : Expression(Text, false, false, Depth);
