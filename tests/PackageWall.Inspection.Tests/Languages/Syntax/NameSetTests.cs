using PackageWall.Inspection.Languages.Syntax;
using Shouldly;
using Xunit;

namespace PackageWall.Inspection.Tests.Languages.Syntax;

public sealed class NameSetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(40)]
    public void Holds_each_name_once_whichever_copy_is_asked_for(int count)
    {
        NameSet names = new();
        for (int i = 0; i < 2 * count; i++)
        {
            names.Add($"name{i % count}");
        }

        names.Count.ShouldBe(count);
        Enumerable.Range(0, count).ShouldAllBe(i => names.Contains($"name{i}"));
        names.Contains("other").ShouldBeFalse();
        names.Contains("namex").ShouldBeFalse();
    }

    [Fact]
    public void Two_together_hold_what_either_holds()
    {
        NameSet left = new();
        NameSet right = new();
        for (int i = 0; i < 6; i++)
        {
            left.Add($"left{i}");
            right.Add($"right{i}");
        }

        right.Add("left0");
        NameSet both = left.With(right);
        both.Count.ShouldBe(12);
        both.Contains("left5").ShouldBeTrue();
        both.Contains("right5").ShouldBeTrue();
    }
}
