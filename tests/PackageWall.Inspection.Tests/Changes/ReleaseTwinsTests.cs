using PackageWall.Inspection.Changes;

namespace PackageWall.Inspection.Tests.Changes;

public sealed class ReleaseTwinsTests
{
    private static PackageProfile Profile(params string[] capabilities) => new() { Capabilities = capabilities };

    [Fact]
    public void What_only_one_wheel_does_on_import_is_told() =>
        ReleaseTwins.Differences(Profile("import network.send", "import read.secret.ssh", "startup execute.shell"), Profile("import execute.process"))
            .ShouldBe(["network", "read.secret.ssh"]);

    [Fact]
    public void What_a_source_distribution_does_while_it_is_built_is_no_difference() =>
        ReleaseTwins.Differences(Profile("install network.fetch", "install execute.process", "import dynamic.import"), Profile()).ShouldBeEmpty();

    [Fact]
    public void Other_calls_to_the_same_end_are_no_difference() =>
        ReleaseTwins.Differences(Profile("import network.fetch"), Profile("import network.socket")).ShouldBeEmpty();
}
