using PackageWall.Inspection.Tests.Languages.Evaluation;

namespace PackageWall.Inspection.Tests.Languages.JavaScript;

/// <summary>Characters that a reader does not see: what hides something, and what is a table of letters.</summary>
public sealed class TextsThatDeceiveTests
{
    [Fact]
    public void A_run_of_invisible_letters_carries_something() =>
        Read.Script($"const x = '{string.Concat(Enumerable.Range(0, 40).Select(i => i % 3 == 0 ? '\uFE00' : '\uFE05'))}';\n").Has("text.invisible").ShouldBeTrue();

    [Fact]
    public void A_table_of_letters_in_their_order_carries_nothing() =>
        Read.Script($"const x = '{string.Concat(Enumerable.Range(0xF8D8, 32).Select(code => (char)code))}';\n").Has("text.invisible").ShouldBeFalse();

    [Fact]
    public void Letters_that_turn_the_line_around_deceive_a_reader() => Read.Script("const x = '\u202E'; // y\n").Has("text.bidi").ShouldBeTrue();

    [Fact]
    public void Far_along_a_line_nobody_reads() => Read.Script($"const y = '{new string('a', 5_000)}', x = '\u202E';\n").Has("text.bidi").ShouldBeFalse();
}
