using PackageWall.Server.Endpoints;

namespace PackageWall.Server.Tests.Endpoints;

public sealed class EntityTagsTests
{
    [Theory]
    [InlineData("\"abc\"", true)]
    [InlineData("W/\"abc\"", true)]
    [InlineData("\"x\", \"abc\"", true)]
    [InlineData("\"x\",\"abc\"", true)]
    [InlineData("\"a,b\", W/\"abc\"", true)]
    [InlineData("*", true)]
    [InlineData(" * ", true)]
    [InlineData("\"ab\"", false)]
    [InlineData("\"abcd\"", false)]
    [InlineData("\"ABC\"", false)]
    [InlineData("abc", false)]
    [InlineData("\"abc", false)]
    [InlineData("\"x\" nonsense \"abc\"", false)]
    [InlineData("", false)]
    public void A_tag_is_found_in_a_list_by_weak_comparison(string header, bool found) => EntityTags.Names(header, "\"abc\"").ShouldBe(found);

    [Fact]
    public void Several_lines_are_one_list() => EntityTags.Names(new(["\"x\"", "\"abc\""]), "\"abc\"").ShouldBeTrue();
}
