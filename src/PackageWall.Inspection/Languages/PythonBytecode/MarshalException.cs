namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>The bytes are no marshalled object; caught by the reader of compiled files and said there.</summary>
internal sealed class MarshalException(string message) : Exception(message);
