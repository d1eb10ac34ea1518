using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Npm;
using static PackageWall.Feeds.Tests.Npm.Packuments;

namespace PackageWall.Feeds.Tests.Npm;

public sealed class NpmDistTagsTests
{
    [Theory]
    [InlineData("1.0.0 1.1.0 1.2.0", "1.2.0", "latest=1.2.0", "latest=1.1.0")]
    [InlineData("1.0.0 1.1.0 1.2.0", "1.1.0", "latest=1.2.0", "latest=1.2.0")]
    [InlineData("1.0.0 2.0.0", "1.0.0", "latest=1.0.0", "")]
    [InlineData("1.9.0 2.0.0 18.3.2", "2.0.0", "latest=2.0.0", "latest=1.9.0")]
    [InlineData("1.0.0 2.0.0-rc.1 2.0.0", "2.0.0", "latest=2.0.0", "latest=1.0.0")]
    [InlineData("1.0.0-rc.1 1.0.0-rc.2 1.0.0", "1.0.0", "latest=1.0.0", "latest=1.0.0-rc.2")]
    [InlineData("1.0.0 2.0.0-rc.1", "1.0.0", "latest=1.0.0", "")]
    [InlineData("1.0.0 1.0.1-beta.1 2.0.0-beta.1", "2.0.0-beta.1", "latest=2.0.0-beta.1", "latest=1.0.1-beta.1")]
    [InlineData("1.0.0 2.0.0-beta.1", "2.0.0-beta.1", "latest=2.0.0-beta.1", "latest=1.0.0")]
    [InlineData("1.0.0 2.0.0-beta.1 2.0.0-beta.2", "2.0.0-beta.2", "next=2.0.0-beta.2", "next=2.0.0-beta.1")]
    [InlineData("1.0.0-beta.1 2.0.0-beta.2", "2.0.0-beta.2", "next=2.0.0-beta.2", "")]
    [InlineData("1.0.0 1.9.0 2.0.0", "2.0.0", "lts=2.0.0", "")]
    [InlineData("1.0.0 1.9.0 2.0.0", "1.9.0", "lts=1.9.0", "lts=1.0.0")]
    [InlineData("2.0.0 2.1.0-rc.1", "2.1.0-rc.1", "next=2.1.0-rc.1", "")]
    [InlineData("1.0.0 1.1.0! 1.2.0", "1.2.0", "latest=1.2.0", "latest=1.0.0")]
    [InlineData("1.0.0! 1.1.0! 1.2.0", "1.2.0", "latest=1.2.0", "latest=1.1.0")]
    [InlineData("1.0.0", "", "latest=1.3.0", "latest=1.0.0")]
    [InlineData("1.0.0", "", "latest=nonsense", "")]
    [InlineData("1.0.0 1.1.0", "1.1.0", "latest=1.1.0 next=1.1.0 old=1.0.0", "latest=1.0.0 next=1.0.0 old=1.0.0")]
    public void A_tag_of_a_withheld_version_goes_down_to_its_like_or_away(string versions, string withheld, string tags, string expected)
    {
        IEnumerable<string> entries = versions.Split(' ').Select(version => Version(version.TrimEnd('!'), version.EndsWith('!') ? ",\"deprecated\":\"old\"" : ""));
        string json = "{" + string.Join(",", tags.Split(' ').Select(tag => $"\"{tag.Replace("=", "\":\"", StringComparison.Ordinal)}\"")) + "}";
        UpstreamPackage package = Read(Document(entries, json));

        string found = string.Join(' ', NpmDistTags.Recompute(package, View(withheld.Length == 0 ? [] : [withheld])).Select(tag => $"{tag.Key}={tag.Value}"));

        found.ShouldBe(expected);
    }

    [Theory]
    [InlineData("1.0.0 2.0.0-rc.1", "", "{\"latest\":\"1.0.0\"}", "1.0.0")]
    [InlineData("1.0.0 1.1.0 2.0.0-rc.1", "", "{}", "1.1.0")]
    [InlineData("2.0.0-rc.1 2.0.0-rc.2", "2.0.0-rc.2", "{}", "2.0.0-rc.1")]
    [InlineData("1.0.0", "1.0.0", "{\"latest\":\"1.0.0\"}", null)]
    public void The_newest_allowed_is_latest_or_the_highest_that_is_visible(string versions, string withheld, string tags, string? expected)
    {
        UpstreamPackage package = Read(Document(versions.Split(' ').Select(version => Version(version)), tags));

        NpmDistTags.NewestAllowed(package, View(withheld.Length == 0 ? [] : [withheld]))?.Value.ShouldBe(expected);
        (NpmDistTags.NewestAllowed(package, View(withheld.Length == 0 ? [] : [withheld])) is null).ShouldBe(expected is null);
    }
}
