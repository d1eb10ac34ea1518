namespace PackageWall.Packages;

/// <summary>A family of packages with its own names, versions, archives and clients.</summary>
public enum Ecosystem
{
    /// <summary>JavaScript packages: npm, pnpm, yarn, bun.</summary>
    Npm,

    /// <summary>Python distributions: pip, uv, Poetry, PDM.</summary>
    PyPi,

    /// <summary>.NET packages: dotnet, NuGet.</summary>
    NuGet,
}
