using PackageWall.Inspection.Languages.Evaluation;
using Shouldly;

namespace PackageWall.Inspection.Tests.Languages.Evaluation;

/// <summary>Texts that are put together piece by piece are what they would be if each step had made a text of its own.</summary>
public sealed class GrowingTextTests
{
    [Fact]
    public void Two_who_add_to_the_same_text_do_not_see_each_other()
    {
        GrowingText start = GrowingText.Of("a", "b", isPartial: false);
        GrowingText one = start.With("1", isPartial: false);
        GrowingText two = start.With("2", isPartial: false);
        start.Whole.ShouldBe("ab");
        one.Whole.ShouldBe("ab1");
        two.Whole.ShouldBe("ab2");
        one.With("3", isPartial: false).Whole.ShouldBe("ab13");
    }

    [Fact]
    public void A_piece_that_is_not_known_leaves_a_hole_for_good()
    {
        GrowingText text = GrowingText.Of("a", "b", isPartial: false).With("\uFFFC", isPartial: true).With("c", isPartial: false);
        text.Whole.ShouldBeOfType<PartialText>().Shown.ShouldBe("ab…c");
    }

    [Fact]
    public void What_is_looked_at_on_the_way_stays_as_it_was()
    {
        GrowingText text = GrowingText.Of("a", "b", isPartial: false);
        object before = text.Whole;
        text.With("c", isPartial: false).Whole.ShouldBe("abc");
        text.Whole.ShouldBeSameAs(before);
    }
}
