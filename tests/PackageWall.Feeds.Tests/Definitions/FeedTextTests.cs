using PackageWall.Feeds.Definitions;

namespace PackageWall.Feeds.Tests.Definitions;

public sealed class FeedTextTests
{
    [Theory]
    [InlineData("7d", 7 * 24 * 60)]
    [InlineData("12h", 12 * 60)]
    [InlineData("90m", 90)]
    [InlineData("0", 0)]
    [InlineData("0d", 0)]
    [InlineData("3650d", 3650 * 24 * 60)]
    public void A_duration_is_a_number_with_a_unit(string text, int minutes) => FeedText.Duration(text).ShouldBe(TimeSpan.FromMinutes(minutes));

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("7")]
    [InlineData("7 d")]
    [InlineData("-7d")]
    [InlineData("+7d")]
    [InlineData("7.5d")]
    [InlineData("7w")]
    [InlineData("7D")]
    [InlineData("3651d")]
    [InlineData("99999999999d")]
    public void Anything_else_is_none(string text) => FeedText.Duration(text).ShouldBeNull();

    [Fact]
    public void Until_a_day_covers_that_day()
    {
        FeedText.Until("2027-01-31").ShouldBe(new DateTimeOffset(2027, 2, 1, 0, 0, 0, TimeSpan.Zero));
        FeedText.Until("2027-01-31T12:00Z").ShouldBe(new DateTimeOffset(2027, 1, 31, 12, 0, 0, TimeSpan.Zero));
        FeedText.Until("9999-12-31").ShouldBeNull();
        FeedText.Until("31.01.2027").ShouldBeNull();
        FeedText.Until("2027-01-31T12:00").ShouldBeNull();
    }

    [Theory]
    [InlineData("files.example", true)]
    [InlineData("*.files.example", true)]
    [InlineData("127.0.0.1:4873", true)]
    [InlineData("localhost", true)]
    [InlineData("*", false)]
    [InlineData("*.", false)]
    [InlineData("*.*.example", false)]
    [InlineData("files.*.example", false)]
    [InlineData("files..example", false)]
    [InlineData("files.example/", false)]
    [InlineData("files.example:0", false)]
    [InlineData("files.example:x", false)]
    [InlineData("user@files.example", false)]
    [InlineData("-files.example", false)]
    [InlineData("", false)]
    public void A_host_is_a_host_alone(string text, bool isHost) => FeedText.IsHost(text).ShouldBe(isHost);
}
