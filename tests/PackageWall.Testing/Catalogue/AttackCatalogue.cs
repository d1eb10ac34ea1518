namespace PackageWall.Testing.Catalogue;

/// <summary>Every fixture. The names are unique.</summary>
public static class AttackCatalogue
{
    private static readonly Lazy<IReadOnlyList<CatalogueFixture>> Fixtures = new(() =>
    [
        .. Npm2026Attacks.All(), .. Npm2026OtherAttacks.All(), .. PyPi2026Attacks.All(), .. Npm2025Attacks.All(), .. NpmEarlyAttacks.All(), .. PyPiEarlyAttacks.All(), .. PyPi2025Attacks.All(),
        .. NuGetAttacks.All(), .. NuGetLibraryAttacks.All(),
    ]);

    /// <summary>All fixtures, in the order of the catalogue.</summary>
    public static IReadOnlyList<CatalogueFixture> All => Fixtures.Value;

    /// <summary>The honest packages, each once.</summary>
    public static IReadOnlyList<CataloguePackage> Twins =>
        [.. All.Select(fixture => fixture.Twin).OfType<CataloguePackage>().DistinctBy(twin => (twin.Form, twin.Name))];

    /// <summary>A fixture by its id.</summary>
    public static CatalogueFixture Of(string id) => All.Single(fixture => fixture.Id == id);
}
