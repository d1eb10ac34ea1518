using PackageWall.Data.Model;

namespace PackageWall.Data.Tests.Model;

public sealed class StoredTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain \t\n ☃ \U0001F600", "plain \t\n ☃ \U0001F600")]
    [InlineData("\0", "\uFFFD")]
    [InlineData("a\0\0b", "a\uFFFD\uFFFDb")]
    public void Nul_is_replaced_and_all_else_stays(string text, string clean) => StoredText.Clean(text).ShouldBe(clean);

    [Fact]
    public void Halves_of_surrogate_pairs_are_replaced()
    {
        StoredText.Clean("\ud83d").ShouldBe("\uFFFD");
        StoredText.Clean("\ude00\ud83d").ShouldBe("\uFFFD\uFFFD");
        StoredText.Clean("\ud83d\ud83d\ude00").ShouldBe("\uFFFD\U0001F600");
    }

    [Fact]
    public void Text_without_such_characters_is_the_same_object()
    {
        string text = new('a', 10);
        StoredText.Clean(text).ShouldBeSameAs(text);
    }
}
