using PackageWall.Core.Documents;

namespace PackageWall.Core.Tests.Documents;

public sealed class ViewRevisionTests
{
    [Theory]
    [InlineData("a", 5L, "a", 5L, true)]
    [InlineData("a", 5L, "b", 5L, false)]
    [InlineData("a", 6L, "a", 5L, false)]
    [InlineData("a", 6L, "a", null, false)]
    [InlineData("a", null, "a", 5L, true)]
    [InlineData("a", null, "b", null, false)]
    [InlineData("a", 0L, "a", 5L, false)]
    public void Who_does_not_know_the_time_of_the_last_decision_takes_what_was_written_when_it_was_known(
        string content, long? decidedAt, string writtenContent, long? writtenAt, bool accepted) =>
        new ViewRevision(content, decidedAt).Accepts(new ViewRevision(writtenContent, writtenAt)).ShouldBe(accepted);

    [Fact]
    public void Texts_that_run_into_each_other_are_told_apart()
    {
        string[] revisions =
        [
            DocumentRevision.OfAll(["ab", "c"]), DocumentRevision.OfAll(["a", "bc"]), DocumentRevision.OfAll(["abc"]),
            DocumentRevision.OfAll(["abc", null]), DocumentRevision.OfAll(["abc", ""]),
        ];

        revisions.Distinct().Count().ShouldBe(revisions.Length);
    }
}
