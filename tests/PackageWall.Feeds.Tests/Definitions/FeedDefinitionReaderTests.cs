using PackageWall.Feeds.Definitions;
using PackageWall.Packages;

namespace PackageWall.Feeds.Tests.Definitions;

public sealed class FeedDefinitionReaderTests
{
    private const string Everything = """
        # A comment.
        ecosystem: npm
        name: team-npm
        mount: /team/npm/
        upstream: https://registry.example/npm
        credential:
          variable: NPM_TOKEN
          scheme: basic
        artifact-hosts: [Files.example, "*.cdn.example", "127.0.0.1:4873"]
        internal-names:
          - "@acme/*"
          - acme-cli
        policy:
          cool-off: 12h
          clock: first-seen
          exemptions:
            - package: "@acme/*"
              versions: "*"
              by: Mina Okafor
              reason: Our own.
              until: 2027-06-30
            - { package: react, versions: v18.2.0, by: M, reason: R, until: "2027-06-30T12:30+02:00" }
        """;

    [Fact]
    public void A_file_with_everything_is_read()
    {
        FeedDefinition feed = One("whatever.yaml", Everything);

        feed.Name.ShouldBe("team-npm");
        feed.Ecosystem.ShouldBe(Ecosystem.Npm);
        feed.Mount.ShouldBe("/team/npm/");
        feed.Upstream.ShouldBe(new Uri("https://registry.example/npm/"));
        feed.CredentialVariable.ShouldBe("NPM_TOKEN");
        feed.CredentialScheme.ShouldBe("basic");
        feed.ArtifactHosts.ShouldBe(["files.example", "*.cdn.example", "127.0.0.1:4873"]);
        feed.InternalNames.ShouldBe(["@acme/*", "acme-cli"]);
        feed.Policy.CoolOff.ShouldBe(TimeSpan.FromHours(12));
        feed.Policy.Clock.ShouldBe(CoolOffClock.FirstSeen);
        feed.Policy.Exemptions.ShouldBe(
        [
            new Exemption("@acme/*", "*", "Mina Okafor", "Our own.", new DateTimeOffset(2027, 7, 1, 0, 0, 0, TimeSpan.Zero)),
            new Exemption("react", "18.2.0", "M", "R", new DateTimeOffset(2027, 6, 30, 10, 30, 0, TimeSpan.Zero)),
        ]);
    }

    [Theory]
    [InlineData("npm", "/npm/")]
    [InlineData("pypi", "/pypi/")]
    [InlineData("nuget", "/nuget/")]
    public void The_ecosystem_alone_is_a_feed(string ecosystem, string mount)
    {
        FeedDefinition feed = One(ecosystem + ".yaml", "ecosystem: " + ecosystem);

        feed.Name.ShouldBe(ecosystem);
        feed.Mount.ShouldBe(mount);
        feed.Upstream.ShouldBeNull();
        feed.CredentialVariable.ShouldBeNull();
        feed.CredentialScheme.ShouldBe("bearer");
        feed.ArtifactHosts.ShouldBeEmpty();
        feed.InternalNames.ShouldBeEmpty();
        feed.Policy.CoolOff.ShouldBe(TimeSpan.FromDays(7));
        feed.Policy.Clock.ShouldBe(CoolOffClock.Published);
        feed.Policy.Withheld.ShouldBe(WithheldDisplay.Yank);
        feed.Policy.Exemptions.ShouldBeEmpty();
    }

    [Fact]
    public void Names_and_versions_are_brought_into_the_ecosystems_spelling()
    {
        FeedDefinition feed = One("pypi.yaml", """
            ecosystem: pypi
            internal-names: [Acme_Tools, Acme.*]
            policy:
              withheld: remove
              exemptions: [{ package: Zope.Interface, versions: 1.0-rc1, by: M, reason: R, until: 2027-01-01 }]
            """);

        feed.InternalNames.ShouldBe(["acme-tools", "acme-*"]);
        feed.Policy.Withheld.ShouldBe(WithheldDisplay.Remove);
        feed.Policy.Exemptions.Single().Package.ShouldBe("zope-interface");
        feed.Policy.Exemptions.Single().Versions.ShouldBe("1.0rc1");
    }

    [Fact]
    public void A_service_index_keeps_its_address() =>
        One("nuget.yaml", "ecosystem: nuget\nupstream: https://nuget.example/v3/index.json").Upstream.ShouldBe(new Uri("https://nuget.example/v3/index.json"));

    [Theory]
    [InlineData("mount: /npm/", 1, "a feed needs 'ecosystem': npm, pypi or nuget")]
    [InlineData("ecosystem: maven", 1, "'ecosystem' must be npm or pypi or nuget, not 'maven'")]
    [InlineData("ecosystem: npm\nmuont: /npm/", 2, "a feed has no key 'muont'; did you mean 'mount'?")]
    [InlineData("ecosystem: npm\ninternalNames: []", 2, "a feed has no key 'internalNames'; did you mean 'internal-names'?")]
    [InlineData("ecosystem: npm\nzebra: 1", 2, "a feed has no key 'zebra'; known keys: ecosystem, name, mount, upstream, credential, artifact-hosts, internal-names, policy")]
    [InlineData("ecosystem: npm\nmount: /npm/\nmount: /x/", 3, "'mount' stands twice; the first is in line 2")]
    [InlineData("ecosystem: npm\nmount: npm", 2, "'mount' must be a path with a slash at both ends, in lower case, like /npm/, not 'npm'")]
    [InlineData("ecosystem: npm\nmount: /npm", 2, "'mount' must be a path")]
    [InlineData("ecosystem: npm\nmount: /", 2, "'mount' must be a path")]
    [InlineData("ecosystem: npm\nmount: //npm/", 2, "'mount' must be a path")]
    [InlineData("ecosystem: npm\nmount: /../", 2, "'mount' must be a path")]
    [InlineData("ecosystem: npm\nmount: /a%2f/", 2, "'mount' must be a path")]
    [InlineData("ecosystem: npm\nmount: /api/npm/", 2, "'mount' must not begin with /api/")]
    [InlineData("ecosystem: npm\nname: My Feed", 2, "'name' must be lower-case letters, digits and hyphens, at most 40, not 'My Feed'")]
    [InlineData("ecosystem: npm\nupstream: registry.example", 2, "'upstream' must be default or an address that begins with https:// or http://, not 'registry.example'")]
    [InlineData("ecosystem: npm\nupstream: ftp://registry.example", 2, "'upstream' must be default")]
    [InlineData("ecosystem: npm\nupstream: https://registry.example/?a=1", 2, "'upstream' must not hold a query or fragment")]
    [InlineData("ecosystem: npm\nupstream: https://registry.example/#a", 2, "'upstream' must not hold a query or fragment")]
    [InlineData("ecosystem: npm\nupstream: [a]", 2, "'upstream' must be a single value, not a list")]
    [InlineData("ecosystem: npm\ncredential: TOKEN", 2, "'credential' must be keys with values, not a single value")]
    [InlineData("ecosystem: npm\ncredential:\n  scheme: bearer", 3, "credential needs 'variable'")]
    [InlineData("ecosystem: npm\ncredential:\n  variable: X\n  scheme: digest", 4, "'scheme' must be bearer or basic, not 'digest'")]
    [InlineData("ecosystem: npm\nartifact-hosts: files.example", 2, "'artifact-hosts' must be a list, not a single value")]
    [InlineData("ecosystem: npm\nartifact-hosts:\n  - https://files.example/", 3, "an artifact host is a host alone")]
    [InlineData("ecosystem: npm\nartifact-hosts:\n  - \"*\"", 3, "an artifact host is a host alone")]
    [InlineData("ecosystem: npm\nartifact-hosts:\n  - a: b", 3, "an entry of 'artifact-hosts' must be a single value, not keys with values")]
    [InlineData("ecosystem: npm\ninternal-names:\n  - \"a*b\"", 3, "an internal name is a name of npm, or one with * at an end, not 'a*b'")]
    [InlineData("ecosystem: npm\ninternal-names:\n  - \"*\"", 3, "an internal name is a name of npm")]
    [InlineData("ecosystem: npm\ninternal-names:\n  -", 3, "an entry of 'internal-names' must be a single value, not nothing")]
    [InlineData("ecosystem: npm\npolicy: strict", 2, "'policy' must be keys with values, not a single value")]
    [InlineData("ecosystem: npm\npolicy:\n  cool-off: week", 3, "'cool-off' must be a time like 7d, 12h, 90m or 0, not 'week'")]
    [InlineData("ecosystem: npm\npolicy:\n  cool-off: 7", 3, "'cool-off' must be a time")]
    [InlineData("ecosystem: npm\npolicy:\n  cool-off: -1d", 3, "'cool-off' must be a time")]
    [InlineData("ecosystem: npm\npolicy:\n  cool-off: 99999999d", 3, "'cool-off' must be a time")]
    [InlineData("ecosystem: npm\npolicy:\n  coolof: 7d", 3, "policy has no key 'coolof'; did you mean 'cool-off'?")]
    [InlineData("ecosystem: npm\npolicy:\n  clock: wall", 3, "'clock' must be published or first-seen, not 'wall'")]
    [InlineData("ecosystem: npm\npolicy:\n  withheld: yank", 3, "'withheld' is for pypi feeds only")]
    [InlineData("ecosystem: pypi\npolicy:\n  withheld: hide", 3, "'withheld' must be yank or remove, not 'hide'")]
    [InlineData("ecosystem: npm\npolicy:\n  exemptions:\n    - x", 4, "an entry of 'exemptions' must be keys with values, not a single value")]
    [InlineData("ecosystem: npm\npolicy:\n  exemptions:\n    - { package: a, versions: \"*\", reason: r, until: 2027-01-01 }", 4, "an exemption needs 'by'")]
    [InlineData("ecosystem: npm\npolicy:\n  exemptions:\n    - { package: a, versions: \"*\", by: b, until: 2027-01-01 }", 4, "an exemption needs 'reason'")]
    [InlineData("ecosystem: npm\npolicy:\n  exemptions:\n    - { package: a, versions: \"*\", by: b, reason: \" \", until: 2027-01-01 }", 4, "'reason' must say something")]
    [InlineData("ecosystem: npm\npolicy:\n  exemptions:\n    - { package: a, versions: \"*\", by: b, reason: r }", 4, "an exemption needs 'until'")]
    [InlineData("ecosystem: npm\npolicy:\n  exemptions:\n    - { package: a, versions: \"*\", by: b, reason: r, until: soon }", 4, "'until' must be a date like 2027-01-31 or 2027-01-31T12:00Z, not 'soon'")]
    [InlineData("ecosystem: npm\npolicy:\n  exemptions:\n    - { package: a, versions: \"*\", by: b, reason: r, until: 2027-02-30 }", 4, "'until' must be a date")]
    [InlineData("ecosystem: npm\npolicy:\n  exemptions:\n    - { package: a, versions: ^1.0.0, by: b, reason: r, until: 2027-01-01 }", 4, "'versions' must be one exact version or \"*\"")]
    [InlineData("ecosystem: npm\npolicy:\n  exemptions:\n    - { package: ../a, versions: \"*\", by: b, reason: r, until: 2027-01-01 }", 4, "'package' must be a name of npm")]
    [InlineData("ecosystem: npm\npolicy: &p\n  cool-off: 7d", 2, "anchors (&) are not read here")]
    [InlineData("ecosystem: npm\ninternal-names:\n  - *x", 3, "aliases (*) are not read here")]
    [InlineData("ecosystem: npm\n---\necosystem: pypi", 2, "a second document begins here; write one feed per file")]
    [InlineData("ecosystem: npm\nmount: \"/npm/", 2, "this is not YAML: ")]
    [InlineData("ecosystem: npm\n? [a]\n: b", 2, "a key must be a word")]
    [InlineData("", 0, "the file says nothing; begin with 'ecosystem: npm'")]
    [InlineData("# only a comment", 0, "the file says nothing")]
    [InlineData("- npm", 0, "the file says nothing")]
    public void A_mistake_is_told_with_its_line(string text, int line, string message)
    {
        (IReadOnlyList<FeedDefinition> feeds, IReadOnlyList<DefinitionError> errors) = FeedDefinitionReader.Read([("npm.yaml", text)]);

        feeds.ShouldBeEmpty();
        errors.ShouldContain(error => error.File == "npm.yaml" && error.Line == line && error.Message.StartsWith(message, StringComparison.Ordinal), string.Join('\n', errors));
    }

    [Fact]
    public void All_mistakes_of_all_files_are_listed()
    {
        (_, IReadOnlyList<DefinitionError> errors) = FeedDefinitionReader.Read(
            [("b.yaml", "ecosystem: maven\nmount: x\npolicy:\n  cool-off: long\n  clock: sun\n  exemptions:\n    - until: soon"), ("a.yaml", "name: A b\nupstream: x")]);

        errors.Select(error => $"{error.File}:{error.Line}").ShouldBe(
            ["a.yaml:1", "a.yaml:1", "a.yaml:2", "b.yaml:1", "b.yaml:2", "b.yaml:4", "b.yaml:5", "b.yaml:7", "b.yaml:7", "b.yaml:7", "b.yaml:7", "b.yaml:7"], ignoreOrder: true);
        errors[0].ToString().ShouldStartWith("a.yaml:");
    }

    [Fact]
    public void Secrets_in_the_wrong_place_are_not_repeated()
    {
        (_, IReadOnlyList<DefinitionError> errors) = FeedDefinitionReader.Read(
            [("npm.yaml", "ecosystem: npm\nupstream: https://me:hunter2@registry.example/\ncredential:\n  variable: hunter2-secret\n")]);

        errors.Count.ShouldBe(2);
        errors.ShouldAllBe(error => !error.Message.Contains("hunter2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name: npm", "mount: /other/", "b.yaml:3: the feed of a.yaml has the name 'npm' already; give this one another 'name'")]
    [InlineData("name: other", "mount: /npm/", "b.yaml:3: the feed of a.yaml is mounted at /npm/ already; give this one another 'mount'")]
    [InlineData("name: other", "mount: /npm/team/", "b.yaml:3: the mount /npm/team/ overlaps /npm/ of a.yaml; neither may begin with the other")]
    public void Two_feeds_may_not_meet(string name, string mount, string expected)
    {
        string second = name == "name: npm" ? $"ecosystem: npm\n{mount}\n{name}" : $"ecosystem: npm\n{name}\n{mount}";

        FeedDefinitionReader.Read([("b.yaml", second), ("a.yaml", "ecosystem: npm\nname: npm")]).Errors.Single().ToString().ShouldBe(expected);
    }

    [Fact]
    public void Two_feeds_of_one_ecosystem_stand_side_by_side()
    {
        (IReadOnlyList<FeedDefinition> feeds, IReadOnlyList<DefinitionError> errors) = FeedDefinitionReader.Read(
            [("npm.yaml", "ecosystem: npm"), ("team-npm.yaml", "ecosystem: npm\nmount: /npm-team/")]);

        errors.ShouldBeEmpty();
        feeds.Select(UpstreamVariables.Name).ShouldBe(["PACKAGEWALL_UPSTREAM_NPM", "PACKAGEWALL_UPSTREAM_TEAM_NPM"]);
    }

    [Fact]
    public void No_file_at_all_is_a_mistake() => FeedDefinitionReader.Read([]).Errors.Single().Line.ShouldBe(0);

    [Fact]
    public void Any_text_gives_a_list_of_errors_or_a_feed()
    {
        const string Marks = ":-{}[]&*!|>'\"%@` \n\t#,?ab\0\u00e9";
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            char[] text = Everything.ToCharArray();
            for (int i = random.Next(1, 6); i > 0; i--)
            {
                text[random.Next(text.Length)] = Marks[random.Next(Marks.Length)];
            }

            (IReadOnlyList<FeedDefinition> feeds, IReadOnlyList<DefinitionError> errors) = FeedDefinitionReader.Read([("npm.yaml", new string(text))]);
            (feeds.Count + errors.Count).ShouldBeGreaterThan(0, $"seed {seed}");
        }
    }

    [Fact]
    public void Nesting_without_end_is_a_mistake_and_not_a_crash() =>
        FeedDefinitionReader.Read([("npm.yaml", "ecosystem: npm\nname: " + new string('[', 3000))]).Errors.ShouldNotBeEmpty();

    private static FeedDefinition One(string file, string text)
    {
        (IReadOnlyList<FeedDefinition> feeds, IReadOnlyList<DefinitionError> errors) = FeedDefinitionReader.Read([(file, text)]);
        errors.ShouldBeEmpty(string.Join('\n', errors));
        return feeds.Single();
    }
}
