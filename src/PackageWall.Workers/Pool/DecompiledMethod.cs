namespace PackageWall.Workers.Pool;

/// <summary>What a method looks like as C#, or why that cannot be said.</summary>
/// <param name="Method">The method.</param>
/// <param name="Text">C#, a guess at what its author wrote; null when there is none.</param>
/// <param name="Failure">A sentence that says why there is none; null when there is.</param>
public sealed record DecompiledMethod(MethodName Method, string? Text, string? Failure);
