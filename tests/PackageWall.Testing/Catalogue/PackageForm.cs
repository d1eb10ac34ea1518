namespace PackageWall.Testing.Catalogue;

/// <summary>The kinds of artifacts that a fixture is built as.</summary>
public enum PackageForm
{
    /// <summary>An npm tarball.</summary>
    Npm,

    /// <summary>A wheel.</summary>
    Wheel,

    /// <summary>A Python source distribution.</summary>
    Sdist,

    /// <summary>A NuGet package.</summary>
    Nupkg,
}
