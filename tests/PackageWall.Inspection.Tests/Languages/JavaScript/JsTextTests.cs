using System.Text;
using PackageWall.Inspection.Languages.JavaScript;

namespace PackageWall.Inspection.Tests.Languages.JavaScript;

public sealed class JsTextTests
{
    [Theory]
    [InlineData(300, true)]
    [InlineData(299, false)]
    public void Code_behind_many_blanks_is_told(int blanks, bool isTold) =>
        Js.Oddities("a();" + new string(' ', blanks) + "b()").Contains("text.padding").ShouldBe(isTold);

    [Fact]
    public void Blanks_before_the_end_of_a_line_or_in_a_string_are_not_told() =>
        Js.Oddities("a();" + new string(' ', 400) + "\n'" + new string(' ', 400) + "'").ShouldBeEmpty();

    [Fact]
    public void Code_far_below_is_told() => Js.Oddities("a()" + new string('\n', 10_001) + "b()").ShouldBe(["text.far-code"]);

    [Fact]
    public void Unclosed_bidirectional_controls_are_told()
    {
        Js.Oddities("/* \u202e } \u2066 if (a) */ b()").ShouldBe(["text.bidi"]);
        Js.Oddities("x = '\u202babc\u202c'").ShouldBeEmpty();
    }

    [Fact]
    public void Runs_of_invisible_characters_are_told()
    {
        Js.Oddities("x = '" + string.Concat(Enumerable.Repeat("\ufe01", 16)) + "'").ShouldBe(["text.invisible"]);
        Js.Oddities("x = `" + string.Concat(Enumerable.Repeat("\U000E0101", 16)) + "`").ShouldBe(["text.invisible"]);
        Js.Oddities("x = '" + string.Concat(Enumerable.Repeat("\ue001", 15)) + "'").ShouldBeEmpty();
    }

    [Fact]
    public void Names_that_pretend_are_told()
    {
        Js.Oddities("\\u0065val('1')").ShouldBe(["text.folded-identifier"]);
        Js.Oddities("рrocess.env").ShouldBe(["text.mixed-script"]);
        Js.Oddities("const Δt = 1, λ1 = 2, имя = 3, größe = 4").ShouldBeEmpty();
    }

    [Fact]
    public void Nul_and_foreign_encodings_are_told()
    {
        Js.Oddities("a('\0')").ShouldBe(["text.nul"]);
        var tree = JavaScriptSyntax.Parse([0xff, 0xfe, .. Encoding.Unicode.GetBytes("evil()")], "x.js");
        Js.Show(tree.Root).ShouldBe("{evil()}");
        tree.Oddities.ShouldHaveSingleItem().Name.ShouldBe("text.odd-encoding");
        Js.Show(JavaScriptSyntax.Parse([0xef, 0xbb, 0xbf, .. "a()"u8], "x.js").Root).ShouldBe("{a()}");
    }
}
