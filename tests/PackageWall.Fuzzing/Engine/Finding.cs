namespace PackageWall.Fuzzing.Engine;

/// <summary>An input that broke a promise.</summary>
/// <param name="Target">Whose.</param>
/// <param name="Key">What findings with the same cause have in common.</param>
/// <param name="Detail">What happened.</param>
/// <param name="Input">The input.</param>
internal sealed record Finding(string Target, string Key, string Detail, byte[] Input);
