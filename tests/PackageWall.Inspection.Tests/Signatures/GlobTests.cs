using PackageWall.Inspection.Signatures;

namespace PackageWall.Inspection.Tests.Signatures;

public sealed class GlobTests
{
    [Theory]
    [InlineData("abc", "ABC", true)]
    [InlineData("a*c", "abbbc", true)]
    [InlineData("a*c", "abcd", false)]
    [InlineData("*b*", "abc", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*ab*ab*", "abxab", true)]
    [InlineData("*ab*ab*", "abxa", false)]
    public void Star_is_any_text_and_question_mark_one_letter(string glob, string text, bool matches) => new Glob(glob).Matches(text).ShouldBe(matches);

    [Theory]
    [InlineData("a.js", true)]
    [InlineData("a.dll", false)]
    public void Exclusions_alone_match_everything_else(string text, bool matches) => new GlobSet(["!*.dll", "!*.exe"]).Matches(text).ShouldBe(matches);

    [Fact]
    public void An_exclusion_takes_away_from_what_the_others_match() => new GlobSet(["*.js", "!test*"]).Matches("test.js").ShouldBeFalse();

    [Fact]
    public void Many_stars_over_a_hostile_text_stay_quick()
    {

        new Glob(string.Concat(Enumerable.Repeat("*a", 50)) + "b").Matches(new string('a', 50_000)).ShouldBeFalse();

    }
}
