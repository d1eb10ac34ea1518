namespace PackageWall.Packages;

/// <summary>The names of ecosystems as they stand in feeds, package URLs, commands and reports.</summary>
public static class EcosystemNames
{
    /// <summary>The lower-case name: <c>npm</c>, <c>pypi</c> or <c>nuget</c> (also the type of a package URL).</summary>
    public static string Name(this Ecosystem ecosystem) => ecosystem switch
    {
        Ecosystem.Npm => "npm",
        Ecosystem.PyPi => "pypi",
        Ecosystem.NuGet => "nuget",
        _ => throw new ArgumentOutOfRangeException(nameof(ecosystem), ecosystem, "Not an ecosystem."),
    };

    /// <summary>Reads a lower-case name; false when it is none of the three.</summary>
    public static bool TryParse(string? name, out Ecosystem ecosystem)
    {
        (bool known, ecosystem) = name switch
        {
            "npm" => (true, Ecosystem.Npm),
            "pypi" => (true, Ecosystem.PyPi),
            "nuget" => (true, Ecosystem.NuGet),
            _ => (false, default),
        };
        return known;
    }
}
