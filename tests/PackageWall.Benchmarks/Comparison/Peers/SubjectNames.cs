namespace PackageWall.Benchmarks.Comparison.Peers;

/// <summary>How subjects are called on the page.</summary>
internal static class SubjectNames
{
    public const string Wall = "wall";
    public const string Kestrel = "Kestrel";
    public const string NginxStatic = "nginx static";
    public const string NginxCache = "nginx cache";
    public const string Verdaccio = "Verdaccio";
    public const string Direct = "direct";
}
