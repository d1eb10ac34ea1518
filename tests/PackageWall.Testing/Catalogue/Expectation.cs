namespace PackageWall.Testing.Catalogue;

/// <summary>What an inspection is expected to conclude about an artifact.</summary>
public enum Expectation
{
    /// <summary>Nothing holds it.</summary>
    Clean,

    /// <summary>It is held: suspicious, inconclusive or malicious.</summary>
    Held,

    /// <summary>It is malicious.</summary>
    Malicious,
}
