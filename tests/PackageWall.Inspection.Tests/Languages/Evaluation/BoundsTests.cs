using System.Globalization;
using System.Text;
using PackageWall.Inspection.Languages;

namespace PackageWall.Inspection.Tests.Languages.Evaluation;

/// <summary>No input makes a reader fail, recurse without end or take more than its share.</summary>
public sealed class BoundsTests
{
    [Theory]
    [InlineData("class A { static s() { A.constructor = A; return new A(); } } A.constructor = A; new A(); A.s(); fetch('https://a.invalid');")]
    [InlineData("class A { constructor = A; } class B extends A { constructor = B; } new A(); new B(); fetch('https://a.invalid');")]
    [InlineData("class A { } class B { } A.constructor = B; B.constructor = A; A.prototype.constructor = B; new A(); new B(); fetch('https://a.invalid');")]
    public void A_class_that_is_its_own_constructor_is_made_once(string text) => Read.Script(text).Has("network.fetch").ShouldBeTrue();

    [Fact]
    public void What_is_decoded_is_read_however_many_texts_were_put_together_before()
    {
        var text = new StringBuilder("const big = 'a'.repeat(1000000);\n");
        for (var i = 0; i < 80; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"let y{i} = big + big + {i};\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"eval(Buffer.from('{Convert.ToBase64String(Encoding.UTF8.GetBytes("require('child_process').execSync('id')"))}', 'base64').toString());\n");
        var facts = Read.Script(text.ToString());
        facts.Unread.ShouldBeEmpty();
        facts.Has("execute.shell").ShouldBeTrue();
    }

    [Theory]
    [InlineData(Language.Python)]
    [InlineData(Language.JavaScript)]
    public void Ten_megabytes_in_one_string_are_read(string language)
    {
        var facts = Read.As(language, "x = '" + new string('A', 10 << 20) + "'\n", "x");
        facts.Unread.ShouldBeEmpty();
        facts.Has("text.single-line").ShouldBeTrue();
    }

    [Theory]
    [InlineData(Language.Python, "(")]
    [InlineData(Language.Python, "[")]
    [InlineData(Language.Python, "{1:")]
    [InlineData(Language.Python, "-")]
    [InlineData(Language.Python, "not ")]
    [InlineData(Language.Python, "lambda: ")]
    [InlineData(Language.Python, "a(")]
    [InlineData(Language.Python, "f'{")]
    [InlineData(Language.Python, "1 if 1 else ")]
    [InlineData(Language.Python, "2**")]
    [InlineData(Language.JavaScript, "(")]
    [InlineData(Language.JavaScript, "[")]
    [InlineData(Language.JavaScript, "!")]
    [InlineData(Language.JavaScript, "a=>")]
    public void A_million_nested_things_are_unread_and_harmless(string language, string open) =>
        Read.As(language, "x = " + new StringBuilder().Insert(0, open, 1_000_000 / open.Length) + "\n", "x").Unread.ShouldNotBeEmpty();

    [Fact]
    public void A_million_nested_blocks_are_unread_and_harmless()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 2_000; i++)
        {
            text.Append(' ', i).Append("if x:\n");
        }

        Read.As(Language.Python, text.ToString(), "x").Unread.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(Language.Python, 20_000)]
    [InlineData(Language.JavaScript, 400)]
    public void Long_chains_are_no_nesting(string language, int links)
    {
        var chain = "a.b()" + string.Concat(Enumerable.Repeat(".c(1)", links));
        var sum = string.Join(" + ", Enumerable.Repeat("'abc'", links));
        Read.As(language, $"{chain}\nx = {sum}\n", "x").Unread.ShouldBeEmpty();
    }

    [Fact]
    public void Calls_that_double_with_each_level_end()
    {
        var text = new StringBuilder("def f0(x): return x\n");
        for (var i = 1; i < 40; i++)
        {
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"def f{i}(x): return f{i - 1}(x + 'a') + f{i - 1}(x + 'b')");
        }

        Read.Python(text + "f39('x')\n");
    }

    [Fact]
    public void Texts_that_double_with_each_line_end()
    {
        var text = new StringBuilder("a = 'xxxxxxxxxxxxxxxx'\n");
        for (var i = 0; i < 200; i++)
        {
            text.AppendLine("a = a + a");
        }

        Read.Python(text.ToString()).ShouldNotBeNull();
        Read.Python("x = []\nfor i in range(100000):\n    x.append(x)\n    x += x\n").ShouldNotBeNull();
    }

    [Theory]
    [InlineData(Language.Python)]
    [InlineData(Language.JavaScript)]
    public void Garbage_never_throws(string language)
    {
        string[] pieces =
        [
            "def ", "class ", "(", ")", "[", "]", "{", "}", ":", ";", "\n", "\n    ", "\t", "'", "\"", "\"\"\"", "`", "${", "f'{", "=", "==", "=>", "+", "**", "\\", "#", "//", "/*", "*/", "/",
            "lambda x: ", "for ", " in ", "if ", "else ", "import ", "from ", "exec", "eval", "os.environ", "process.env", "x", "y.z", "1", "0x", "b'\\x", "async ", "await ", "yield ", "function ", "const ",
            "...", "*", ",", "try:", "except", "with ", " as ", "return ", "\0", "\uFEFF", "\u202E", "\uD800", "é", "match ", "case _:", "@", "->", ":=", "!", "?.", "?", "new ", "class{", "<a>", "</a>", "b64decode('QUJD')", "[::-1]",
        ];
        var random = new Random(20261120);
        for (var round = 0; round < 1_500; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(1, 60); i > 0; i--)
            {
                text.Append(pieces[random.Next(pieces.Length)]);
            }

            var facts = Read.As(language, text.ToString(), "x");
            facts.Unread.ShouldAllBe(reason => !reason.StartsWith("evaluation failed"), text.ToString());
            var bytes = new byte[random.Next(0, 400)];
            random.NextBytes(bytes);
            Read.As(language, bytes, "x").Unread.ShouldAllBe(reason => !reason.StartsWith("evaluation failed"));
        }
    }
}
