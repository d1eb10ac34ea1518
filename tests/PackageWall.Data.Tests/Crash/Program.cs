namespace PackageWall.Data.Tests.Crash;

/// <summary>The process that crash tests kill. The test runner loads this assembly as a library and never comes here.</summary>
internal static class Program
{
    public static Task<int> Main() => Task.FromResult(2);
}
