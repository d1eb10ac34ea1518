namespace PackageWall.Feeds.Npm;

/// <summary>The two representations of a packument.</summary>
public enum PackumentForm
{
    /// <summary>Everything that the upstream says.</summary>
    Full,

    /// <summary>The fields that installing needs, with <c>time</c> so that the clients' own age gates work.</summary>
    Slim,
}
