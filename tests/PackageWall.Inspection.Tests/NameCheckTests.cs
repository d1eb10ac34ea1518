using PackageWall.Inspection.Reports;

namespace PackageWall.Inspection.Tests;

public sealed class NameCheckTests
{
    [Theory]
    [InlineData("left-pad", false)]
    [InlineData("@scope/left.pad_2", false)]
    [InlineData("Newtons\u043eft.Json", true)]
    [InlineData("2captc\u04bbaapi", true)]
    [InlineData("G\u057d\u0578a.UI3", true)]
    [InlineData("\u041f\u0440\u0438\u0432\u0435\u0442.Client", false)]
    [InlineData("M\u00fcller.Tools", false)]
    [InlineData("\uff21bc", true)]
    [InlineData(null, false)]
    public void A_word_with_letters_of_two_scripts_is_confusable(string? name, bool confusable) =>
        NameCheck.Facts(name, "x").Any().ShouldBe(confusable);
}
