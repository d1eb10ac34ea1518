namespace PackageWall.Feeds.NuGet;

/// <summary>Whose signature dates a package.</summary>
public enum NuGetSignatureKind
{
    /// <summary>The author's alone: its date is when the author signed, which may be long before publication. Never a release date.</summary>
    Author,

    /// <summary>The repository's: made when the package was taken in.</summary>
    Repository,
}
