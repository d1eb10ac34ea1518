namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>The method that begins a <c>with</c> block: most give the object itself.</summary>
internal sealed record EnterValue(Expression Of) : Expression(Of.Text, Of.IsPrimary, Of.IsPure, Of.Depth);
