using System.Collections.Frozen;

namespace PackageWall.Core.Feeds;

/// <summary>All feeds of this wall.</summary>
public sealed class FeedCatalog(IEnumerable<Feed> feeds)
{
    private readonly FrozenDictionary<string, Feed> _byName = feeds.ToFrozenDictionary(feed => feed.Name, StringComparer.Ordinal);

    /// <summary>The feeds by name.</summary>
    public IEnumerable<Feed> All => _byName.Values.OrderBy(feed => feed.Name, StringComparer.Ordinal);

    /// <summary>The feed of that name, or null.</summary>
    public Feed? Find(string name) => _byName.GetValueOrDefault(name);
}
