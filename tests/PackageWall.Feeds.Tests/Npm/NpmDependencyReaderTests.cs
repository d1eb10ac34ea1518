using System.Text;
using PackageWall.Feeds.Npm;

namespace PackageWall.Feeds.Tests.Npm;

public sealed class NpmDependencyReaderTests
{
    private const string Packument = """
        {"name":"pw-demo","dist-tags":{"latest":"1.1.0"},"versions":{
          "1.0.0":{"name":"pw-demo","version":"1.0.0","dependencies":{"pw-old":"^1.0.0"}},
          "1.1.0": {"scripts":{"test":"x"},"dependencies":{"pw-a":"^1.0.0","@pw/b":"~2.1","pw-bin":"3.0.0"},
            "optionalDependencies":{"pw-bin":"3.0.0"},"devDependencies":{"pw-dev":"1"},
            "peerDependencies":{"pw-peer":">=1","pw-maybe":"*"},"peerDependenciesMeta":{"pw-maybe":{"optional":true}},
            "name":"pw-demo","version":"1.1.0"},
          "1.2.0":{"name":"pw-demo","version":"1.2.0"}},
         "time":{"1.0.0":"2020-01-01T00:00:00.000Z","1.1.0":"2020-02-01T00:00:00.000Z"}}
        """;

    [Fact]
    public void What_one_version_names_is_read_and_what_an_install_may_do_without_is_marked()
    {
        Read(Packument, "1.1.0").ShouldBe(["pw-a ^1.0.0", "@pw/b ~2.1", "pw-bin 3.0.0 optional", "pw-peer >=1", "pw-maybe * optional"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("1.2.0")]
    [InlineData("9.9.9")]
    [InlineData("latest")]
    [InlineData("")]
    public void A_version_that_names_nothing_or_is_not_there_gives_nothing(string version) => Read(Packument, version).ShouldBeEmpty();

    // Somebody's key that looks like a version is not one: the entry has to say so itself.
    [Fact]
    public void Another_object_under_the_same_key_is_passed_over() =>
        Read("""{"exports":{"1.0.0":{"dependencies":{"pw-wrong":"1"}}},"versions":{"1.0.0":{"version":"1.0.0","dependencies":{"pw-right":"1"}}}}""", "1.0.0").ShouldBe(["pw-right 1"]);

    [Fact]
    public void A_document_that_ends_anywhere_gives_a_list_and_no_exception()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Packument);
        for (int length = 0; length < whole.Length; length++)
        {
            NpmDependencyReader.Read(whole.AsSpan(0, length), "1.1.0").Count.ShouldBeLessThanOrEqualTo(5);
        }
    }

    private static IEnumerable<string> Read(string packument, string version) => NpmDependencyReader.Read(Encoding.UTF8.GetBytes(packument), version)
        .Select(dependency => $"{dependency.Package} {dependency.Range}{(dependency.IsOptional ? " optional" : "")}");
}
