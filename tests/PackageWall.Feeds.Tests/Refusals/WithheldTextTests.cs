using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Feeds.Tests.Refusals;

public sealed class WithheldTextTests
{
    [Fact]
    public void Five_are_named_releases_first_and_newest_first_and_the_rest_counted()
    {
        string message = WithheldText.Message([.. "1.0.1 1.0.10 1.0.2 1.0.3 2.0.0-rc.1 1.0.4".Split(' ').Select(Held)], Version("1.0.0"));

        message.ShouldBe(
            "PackageWall: 1.0.10 is held for review (adds a hook); 1.0.4 is held for review (adds a hook); 1.0.3 is held for review (adds a hook); 1.0.2 is held for review (adds a hook); "
            + "1.0.1 is held for review (adds a hook); and 1 more; newest allowed: 1.0.0; see http://wall.example/why/1.0.10");
    }

    [Fact]
    public void It_is_one_line_of_ascii_that_ends_with_the_link_however_long_the_reasons_are()
    {
        WithheldVersion[] versions = [.. Enumerable.Range(0, 500).Select(i => Held($"1.0.{i}") with { Because = "é\r\n" + new string('x', 10_000) })];

        string message = WithheldText.Message(versions, null, 3);

        message.All(c => c is >= ' ' and <= '~').ShouldBeTrue();
        message.Length.ShouldBeLessThanOrEqualTo(1800);
        message.ShouldContain("; and 495 more; 3 versions cannot be read from the upstream's document; no version is allowed yet; see http://wall.example/why/1.0.499");
    }

    private static WithheldVersion Held(string version) => new(Version(version), RefusalReason.Held, "adds a hook", null, new Uri("http://wall.example/why/" + version));

    private static PackageVersion Version(string version) => PackageVersion.Parse(Ecosystem.Npm, version);
}
