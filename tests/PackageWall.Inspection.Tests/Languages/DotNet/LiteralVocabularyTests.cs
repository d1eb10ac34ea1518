using PackageWall.Inspection.Languages.DotNet;

namespace PackageWall.Inspection.Tests.Languages.DotNet;

public sealed class LiteralVocabularyTests
{
    [Theory]
    [InlineData("System.Threading.Timer", null)]
    [InlineData("/etc/systemd/system/x.timer", "persist.systemd")]
    [InlineData(".pfx", null)]
    [InlineData("signing.pfx", "read.secret.key")]
    [InlineData("/etc/resolv.conf", null)]
    [InlineData("/etc/hosts", "persist.hosts")]
    public void Places_are_told_from_type_names_and_endings(string literal, string? fact) => LiteralVocabulary.Default.Place(literal).ShouldBe(fact);
}
