using PackageWall.Core.Feeds;
using PackageWall.Packages;

namespace PackageWall.Server.Endpoints;

/// <summary>All endpoints of one ecosystem: the one place where admissions become that ecosystem's protocol.</summary>
internal interface IFeedEndpoints
{
    /// <summary>Whose protocol.</summary>
    Ecosystem Ecosystem { get; }

    /// <summary>Answers a request below a feed's mount.</summary>
    /// <param name="context">The request.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="path">The raw path behind the mount, still encoded, without a leading slash.</param>
    Task HandleAsync(HttpContext context, Feed feed, string path);
}
