using PackageWall.Feeds.Npm;
using PackageWall.Packages;

namespace PackageWall.Feeds.Tests.Npm;

public sealed class NpmRequestPathTests
{
    [Theory]
    [InlineData("react", "react")]
    [InlineData("/react", "react")]
    [InlineData("react/", "react")]
    [InlineData("react?write=true", "react")]
    [InlineData("JSONStream", "JSONStream")]
    [InlineData("@s/n", "@s/n")]
    [InlineData("@s%2fn", "@s/n")]
    [InlineData("@s%2Fn", "@s/n")]
    [InlineData("%40s%2fn", "@s/n")]
    [InlineData("%40s/n", "@s/n")]
    [InlineData("@types%2fnode?x=%2e%2e", "@types/node")]
    public void A_packument_in_every_spelling(string path, string name) => NpmRequestPath.Parse(path).ShouldBe(new NpmRequest.Packument(Name(name)));

    [Theory]
    [InlineData("react/-/react-18.2.0.tgz", "react", "react-18.2.0.tgz")]
    [InlineData("@s/n/-/n-1.0.0.tgz", "@s/n", "n-1.0.0.tgz")]
    [InlineData("@s%2fn/-/n-1.0.0.tgz", "@s/n", "n-1.0.0.tgz")]
    [InlineData("@s%2Fn/-/n-1.0.0.tgz?cache=1", "@s/n", "n-1.0.0.tgz")]
    [InlineData("%40s%2fn/-/n-1.0.0.tgz", "@s/n", "n-1.0.0.tgz")]
    [InlineData("@s/n/-/@s/n-1.0.0.tgz", "@s/n", "n-1.0.0.tgz")]
    [InlineData("@s%2fn/-/@s%2fn-1.0.0.tgz", "@s/n", "n-1.0.0.tgz")]
    [InlineData("odd/-/odd_1.0.0%2Bbuild.tar.gz", "odd", "odd_1.0.0+build.tar.gz")]
    public void A_tarball_in_every_spelling(string path, string name, string file) => NpmRequestPath.Parse(path).ShouldBe(new NpmRequest.Tarball(Name(name), file));

    [Theory]
    [InlineData("react/18.2.0", "react", "18.2.0")]
    [InlineData("react/latest", "react", "latest")]
    [InlineData("@s%2fn/1.0.0-rc.1+b", "@s/n", "1.0.0-rc.1+b")]
    [InlineData("@s/n/next", "@s/n", "next")]
    public void A_manifest(string path, string name, string version) => NpmRequestPath.Parse(path).ShouldBe(new NpmRequest.Manifest(Name(name), version));

    [Fact]
    public void The_endpoints_under_the_hyphen()
    {
        NpmRequestPath.Parse("-/ping").ShouldBeOfType<NpmRequest.Ping>();
        NpmRequestPath.Parse("-/ping?write=true").ShouldBeOfType<NpmRequest.Ping>();
        NpmRequestPath.Parse("-/whoami").ShouldBeOfType<NpmRequest.Whoami>();
        NpmRequestPath.Parse("-/v1/search?text=react&size=20").ShouldBeOfType<NpmRequest.Search>();
        NpmRequestPath.Parse("-/npm/v1/keys").ShouldBeOfType<NpmRequest.Keys>();
        NpmRequestPath.Parse("-/npm/v1/security/advisories/bulk").ShouldBeOfType<NpmRequest.BulkAudit>();
        NpmRequestPath.Parse("-/npm/v1/security/audits").ShouldBeOfType<NpmRequest.RetiredAudit>();
        NpmRequestPath.Parse("-/npm/v1/security/audits/quick").ShouldBeOfType<NpmRequest.RetiredAudit>();
        NpmRequestPath.Parse("-/package/react/dist-tags").ShouldBe(new NpmRequest.DistTags(Name("react")));
        NpmRequestPath.Parse("-/package/@s%2fn/dist-tags").ShouldBe(new NpmRequest.DistTags(Name("@s/n")));
        NpmRequestPath.Parse("-/npm/v1/attestations/react@18.2.0").ShouldBe(new NpmRequest.Attestations(Name("react"), Version("18.2.0")));
        NpmRequestPath.Parse("-/npm/v1/attestations/@s%2fn@1.0.0").ShouldBe(new NpmRequest.Attestations(Name("@s/n"), Version("1.0.0")));
        NpmRequestPath.Parse("-/npm/v1/attestations/%40s%2fn%401.0.0").ShouldBe(new NpmRequest.Attestations(Name("@s/n"), Version("1.0.0")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("?x")]
    [InlineData("-/all")]
    [InlineData("-/v1/login")]
    [InlineData("-/npm/v1/tokens")]
    [InlineData("-/user/org.couchdb.user:me")]
    [InlineData("-/package/react/dist-tags/latest")]
    [InlineData("react/-rev/1-abc")]
    [InlineData("react/-/react-1.0.0.tgz/-rev/1-abc")]
    [InlineData("react/1.0.0/more")]
    public void What_a_read_only_mirror_does_not_serve_is_unknown(string path) => NpmRequestPath.Parse(path).ShouldBeOfType<NpmRequest.Unknown>();

    [Theory]
    [InlineData("@s%252fn")]
    [InlineData("react%25")]
    [InlineData("react%")]
    [InlineData("react%2")]
    [InlineData("react%zz")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("react/../x")]
    [InlineData("react/%2e%2e/x")]
    [InlineData("react%2f..%2fx")]
    [InlineData("react/./x")]
    [InlineData("react//x")]
    [InlineData("react/-/..")]
    [InlineData("react/-/.npmrc")]
    [InlineData("react/-/a:b")]
    [InlineData("react\\..\\x")]
    [InlineData("react%5c..%5cx")]
    [InlineData("react%00")]
    [InlineData("react%0d%0aX-Header:1")]
    [InlineData("re act")]
    [InlineData("re%20act")]
    [InlineData("réact")]
    [InlineData("r%c3%a9act")]
    [InlineData("reac\u0442")]
    [InlineData("react%3fx")]
    [InlineData("react%23x")]
    [InlineData("@s")]
    [InlineData("@/n")]
    [InlineData("@s/")]
    [InlineData("@s/.n")]
    [InlineData(".hidden")]
    [InlineData("_private")]
    [InlineData("node_modules")]
    [InlineData("@s/n/-/@other/n-1.0.0.tgz")]
    [InlineData("-/npm/v1/attestations/react")]
    [InlineData("-/npm/v1/attestations/react@nonsense")]
    [InlineData("-/package/@s/dist-tags")]
    [InlineData("react/a:b")]
    public void What_could_be_read_in_two_ways_is_invalid(string path) => NpmRequestPath.Parse(path).ShouldBeOfType<NpmRequest.Invalid>();

    [Fact]
    public void Names_and_paths_that_are_too_long_are_invalid()
    {
        NpmRequestPath.Parse(new string('a', 214)).ShouldBeOfType<NpmRequest.Packument>();
        NpmRequestPath.Parse(new string('a', 215)).ShouldBeOfType<NpmRequest.Invalid>();
        NpmRequestPath.Parse(new string('/', 5000)).ShouldBeOfType<NpmRequest.Invalid>();
        NpmRequestPath.Parse("react/-/" + new string('a', 600)).ShouldBeOfType<NpmRequest.Invalid>();
    }

    [Fact]
    public void Any_text_gives_a_request_whose_parts_hold_nothing_that_could_leave_its_place()
    {
        const string Alphabet = "ab1@/%.-_~?#2fF5cE0\\\r\n\0 é:+@//--%%";
        for (int seed = 0; seed < 50_000; seed++)
        {
            var random = new Random(seed);
            string path = new([.. Enumerable.Range(0, random.Next(24)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            string? part = NpmRequestPath.Parse(path) switch
            {
                NpmRequest.Tarball tarball => tarball.File,
                NpmRequest.Manifest manifest => manifest.VersionOrTag,
                _ => null,
            };
            if (part is not null)
            {
                part.IndexOfAny(['/', '\\', '%', '\r', '\n', '\0', ' ', ':']).ShouldBe(-1, $"seed {seed}");
                part.ShouldNotBe("..", $"seed {seed}");
            }
        }
    }

    private static PackageName Name(string name) => PackageName.Parse(Ecosystem.Npm, name);

    private static PackageVersion Version(string version) => PackageVersion.Parse(Ecosystem.Npm, version);
}
