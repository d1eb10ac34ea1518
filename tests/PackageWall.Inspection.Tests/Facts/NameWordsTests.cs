using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Tests.Facts;

public sealed class NameWordsTests
{
    private static readonly NameWords Words = new(["mnemonic", "=seed", "wif"]);

    [Theory]
    [InlineData("mnemonic", true)]
    [InlineData("_userMnemonicText", true)]
    [InlineData("seed", true)]
    [InlineData("#Seed", true)]
    [InlineData("seeds", false)]
    [InlineData("WIF", true)]
    [InlineData("wifi", false)]
    [InlineData("überMnemonic", true)]
    [InlineData("ünseed", false)]
    [InlineData("", false)]
    public void Long_words_may_stand_in_a_name_and_short_ones_are_the_whole_of_it(string name, bool isMeant) => Words.Match(name).ShouldBe(isMeant);
}
