namespace PackageWall.Feeds.Definitions;

/// <summary>The environment variables that put another upstream in the place of a feed's own.</summary>
public static class UpstreamVariables
{
    /// <summary><c>PACKAGEWALL_UPSTREAM_TEAM_NPM</c> for the feed <c>team-npm</c>.</summary>
    public static string Name(string feed) => "PACKAGEWALL_UPSTREAM_" + feed.ToUpperInvariant().Replace('-', '_');

    /// <inheritdoc cref="Name(string)"/>
    public static string Name(FeedDefinition feed) => Name(feed.Name);
}
