namespace PackageWall.Workers.Pool;

/// <summary>A method of an assembly in a package, as facts name it.</summary>
/// <param name="File">Path of the assembly inside the package.</param>
/// <param name="Unit">Full name of the method: <c>Space.Outer/Inner.Method</c>.</param>
public sealed record MethodName(string File, string Unit);
