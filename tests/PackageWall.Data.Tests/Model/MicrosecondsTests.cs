using PackageWall.Data.Model;

namespace PackageWall.Data.Tests.Model;

public sealed class MicrosecondsTests
{
    [Fact]
    public void Times_are_kept_in_utc_to_the_microsecond()
    {
        var time = new DateTimeOffset(2026, 3, 1, 14, 0, 0, 123, 456, TimeSpan.FromHours(2)).AddTicks(9);

        Microseconds.ToTime(Microseconds.From(time)).ShouldBe(new DateTimeOffset(2026, 3, 1, 12, 0, 0, 123, 456, TimeSpan.Zero));
        Microseconds.ToTime(Microseconds.From(DateTimeOffset.MinValue)).ShouldBe(DateTimeOffset.MinValue);
        Microseconds.From(Microseconds.ToTime(Microseconds.From(DateTimeOffset.MaxValue))).ShouldBe(Microseconds.From(DateTimeOffset.MaxValue));
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Any_number_in_a_row_is_read_without_failing(long number) => Microseconds.ToTime(number).Offset.ShouldBe(TimeSpan.Zero);
}
