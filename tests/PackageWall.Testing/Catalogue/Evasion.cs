namespace PackageWall.Testing.Catalogue;

/// <summary>A way to hide an attack: rewrites a package so that it would do the same and read differently.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Bases">Ids of the fixtures that it is applied to.</param>
/// <param name="Hide">Rewrites a package.</param>
public sealed record Evasion(string Name, IReadOnlyList<string> Bases, Func<CataloguePackage, CataloguePackage> Hide)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
