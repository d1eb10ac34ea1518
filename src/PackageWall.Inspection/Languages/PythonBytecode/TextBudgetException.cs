namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>More text comes of a compiled file than its size allows; caught by its reader and said there.</summary>
internal sealed class TextBudgetException : Exception;
