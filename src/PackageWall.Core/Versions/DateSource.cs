namespace PackageWall.Core.Versions;

/// <summary>Where a publication date comes from, the most trustworthy last.</summary>
public enum DateSource
{
    /// <summary>Nobody states one: the clock runs from first sight.</summary>
    FirstSeen,

    /// <summary>The document that clients read.</summary>
    Document,

    /// <summary>NuGet's catalog, whose <c>created</c> never changes.</summary>
    Catalog,

    /// <summary>The time stamp in the registry's own signature inside the package, which a publisher cannot set.</summary>
    RepositorySignature,
}
