using System.Diagnostics;
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

    [Fact]
    public void Many_stars_over_a_hostile_text_stay_quick()
    {
        Stopwatch watch = Stopwatch.StartNew();

        new Glob(string.Concat(Enumerable.Repeat("*a", 50)) + "b").Matches(new string('a', 50_000)).ShouldBeFalse();

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
