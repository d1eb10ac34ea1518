using PackageWall.Inspection.Signatures.Baselines;

namespace PackageWall.Inspection.Tests.Signatures.Baselines;

public sealed class EvidenceTextTests
{
    [Theory]
    [InlineData("  run(\t'x',\n  y ) ", "run( 'x', y )")]
    [InlineData("x@1.2.3 v1.2.3-beta /1.2.3/", "x@| v|-beta /|/")]
    [InlineData("11.2.3 1.2.34 1.2.3.4 0.1.2.3", "11.2.3 1.2.34 1.2.3.4 0.1.2.3")]
    [InlineData("ends with 1.2.3.", "ends with |.")]
    [InlineData("a\0b", "a\ufffdb")]
    [InlineData("", "")]
    [InlineData("T/<>c__DisplayClass132_0.<Run>b__0 calls A/<Go>d__14.MoveNext", "T/<>c__DisplayClass.<Run>b__ calls A/<Go>d__.MoveNext")]
    [InlineData("a__1 > b__2", "a__1 > b__2")]
    public void White_space_and_the_own_version_are_no_evidence(string text, string expected) =>
        new EvidenceText("1.2.3").Of(text).ShouldBe(expected.Replace('|', '\0'));

    [Fact]
    public void A_version_of_one_number_stays_in_the_text() => new EvidenceText("1").Of("port 1").ShouldBe("port 1");
}
