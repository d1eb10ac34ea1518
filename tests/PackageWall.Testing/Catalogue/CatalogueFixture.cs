namespace PackageWall.Testing.Catalogue;

/// <summary>
/// One known attack rebuilt inert: entry point, shape and vocabulary of the attack, nothing that works. Written from what is published
/// about the attack, not from the rules, so that what the rules find of it is a measurement.
/// </summary>
/// <param name="Id">Short name of the attack.</param>
/// <param name="Row">Row of the coverage matrix.</param>
/// <param name="Expected">Block and hold rules that the coverage matrix expects, by their numbers.</param>
/// <param name="Attack">The package.</param>
public sealed record CatalogueFixture(string Id, string Row, string Expected, CataloguePackage Attack)
{
    /// <summary>The honest version before the attack, where the attack was an update.</summary>
    public CataloguePackage? Earlier { get; init; }

    /// <summary>An honest package with the same hook or entry point.</summary>
    public CataloguePackage? Twin { get; init; }

    /// <summary>What an inspection has to conclude; held where the attack cannot be told from an honest package by reading alone.</summary>
    public Expectation Expect { get; init; } = Expectation.Malicious;

    /// <summary>Why the attack is not one that reading a package can find, or null when it is in scope.</summary>
    public string? OutOfScope { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
