using System.Globalization;

namespace PackageWall.Data.Tests.Crash;

/// <summary>The process that crash tests kill. The test runner loads this assembly as a library and never comes here.</summary>
internal static class Program
{
    /// <summary><c>write FOLDER ROUND</c>: writes until it is killed, and says what was acknowledged.</summary>
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["write", var folder, var round])
        {
            return 2;
        }

        await using TestWall wall = await TestWall.OpenAsync(new DataOptions(folder));
        var writer = new CrashWriter(wall, int.Parse(round, CultureInfo.InvariantCulture));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(lane => Task.Run(() => writer.RunAsync(lane))));
        return 0;
    }
}
