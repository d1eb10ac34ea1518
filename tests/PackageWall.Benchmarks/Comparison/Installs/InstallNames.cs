namespace PackageWall.Benchmarks.Comparison.Installs;

/// <summary>What is installed, as the page calls it.</summary>
internal static class InstallNames
{
    public const string Locked = "npm ci";
    public const string Unlocked = "npm install without a lock file";
    public const string Restore = "dotnet restore";
}
