using System.Text;
using System.Text.RegularExpressions;
using PackageWall.Feeds.Definitions;
using PackageWall.Packages;

namespace PackageWall.Feeds.Tests.Definitions;

/// <summary>The files of the feeds folder at the root of the repository.</summary>
public sealed class ShippedFeedsTests
{
    [Fact]
    public void The_three_feeds_are_read_without_a_mistake()
    {
        (IReadOnlyList<FeedDefinition> feeds, IReadOnlyList<DefinitionError> errors) = FeedDefinitionReader.Read(Files());

        errors.ShouldBeEmpty(string.Join('\n', errors));
        feeds.Select(feed => (feed.Name, feed.Ecosystem, feed.Mount)).ShouldBe(
            [("npm", Ecosystem.Npm, "/npm/"), ("nuget", Ecosystem.NuGet, "/nuget/"), ("pypi", Ecosystem.PyPi, "/pypi/")]);
        feeds.ShouldAllBe(feed => feed.Upstream == null && feed.Policy.CoolOff == TimeSpan.FromDays(7));
    }

    [Fact]
    public void What_stands_in_comments_as_an_example_is_right_too()
    {
        foreach ((string name, string text) in Files())
        {
            // An example is a comment that would be a key, a list entry or a line of one; prose begins with a capital or has no colon.
            var examples = new StringBuilder();
            foreach (string line in text.Split('\n'))
            {
                Match example = Regex.Match(line, @"^(\s*)# ?( *(?:- |(?:name|upstream|credential|variable|scheme|artifact-hosts|internal-names|exemptions|package|versions|by|reason|until):).*)$");
                if (example.Success && !example.Groups[2].Value.StartsWith("upstream", StringComparison.Ordinal))
                {
                    examples.Append(example.Groups[1].Value).AppendLine(example.Groups[2].Value);
                }
                else if (!line.TrimStart().StartsWith('#'))
                {
                    examples.AppendLine(line);
                }
            }

            (IReadOnlyList<FeedDefinition> feeds, IReadOnlyList<DefinitionError> errors) = FeedDefinitionReader.Read([(name, examples.ToString())]);

            errors.ShouldBeEmpty(string.Join('\n', errors) + "\n" + examples);
            feeds.Single().Policy.Exemptions.Count.ShouldBe(1);
            feeds.Single().CredentialVariable.ShouldNotBeNull();
            feeds.Single().InternalNames.ShouldNotBeEmpty();
            feeds.Single().ArtifactHosts.ShouldNotBeEmpty();
        }
    }

    private static IEnumerable<(string Name, string Text)> Files()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "PackageWall.sln")))
        {
            root = root.Parent;
        }

        return [.. Directory.GetFiles(Path.Combine(root!.FullName, "feeds"), "*.yaml").Select(file => (Path.GetFileName(file), File.ReadAllText(file)))];
    }
}
