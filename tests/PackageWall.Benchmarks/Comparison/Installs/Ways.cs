namespace PackageWall.Benchmarks.Comparison.Installs;

/// <summary>From whom a client installs.</summary>
internal static class Ways
{
    public const string Direct = "direct";
    public const string NginxCold = "nginx cache, cold";
    public const string NginxWarm = "nginx cache, warm";
    public const string VerdaccioCold = "Verdaccio, cold";
    public const string VerdaccioWarm = "Verdaccio, warm";
    public const string WallStarting = "wall, cold and just started";
    public const string WallCold = "wall, cold";
    public const string WallWarm = "wall, warm";
}
