namespace PackageWall.Testing.Catalogue;

/// <summary>Short names for building packages of fixtures.</summary>
internal static class Package
{
    public static CataloguePackage Npm(string name, string version, string manifest, params CatalogueFile[] files) =>
        new(PackageForm.Npm, name, version, files) { Manifest = manifest };

    public static CataloguePackage Wheel(string name, string version, params CatalogueFile[] files) => new(PackageForm.Wheel, name, version, files);

    public static CataloguePackage Sdist(string name, string version, params CatalogueFile[] files) => new(PackageForm.Sdist, name, version, files);

    public static CataloguePackage NuGet(string id, string version, params CatalogueFile[] files) => new(PackageForm.Nupkg, id, version, files);

    /// <summary>First line of scripts that would do harm if anything ever ran them: the module does not exist, so nothing after it runs.</summary>
    public const string InertJs = "require('packagewall-inert-fixture');\n";

    /// <summary>The same for modules.</summary>
    public const string InertMjs = "import 'packagewall-inert-fixture';\n";

    /// <summary>The same for Python.</summary>
    public const string InertPy = "import packagewall_inert_fixture\n";
}
