using System.Text;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Languages.Python;
using PackageWall.Inspection.Tests.Languages.Evaluation;

namespace PackageWall.Inspection.Tests.Languages.Python;

/// <summary>Python 2 and 3 as they are written, and text that is not what it looks like.</summary>
public sealed class PythonReaderTests
{
    [Theory]
    [InlineData("x: int = 5\ny = z = 3\na, *b = 1, 2, 3\nfor i, (j, k) in enumerate(x): pass\nelse:\n    pass")]
    [InlineData("async def f(a, /, b: int = 1, *args, c, **kw) -> None:\n    async with x as y, z: await y\n    async for i in x: yield i")]
    [InlineData("def f[T](x: T) -> T: return x\nclass A[T](B, metaclass=C): x = 1\ntype X = int")]
    [InlineData("match command.split():\n    case ['go', direction] if direction in x: pass\n    case {'a': 1, **rest} | Point(x=0): pass\n    case str() as s: pass\n    case _: pass\nmatch = 1\nmatch(x)\n")]
    [InlineData("with (open('a') as f, open('b') as g):\n    pass\nwith (a): pass\nwith (yield): pass")]
    [InlineData("try:\n    pass\nexcept* (A, B) as e:\n    raise X from e\nexcept: pass\nelse: pass\nfinally: pass")]
    [InlineData("x = [a for b in c if d if e for a in b]\ny = {k: v for k, v in z}\nw = {**a, 'b': 1}\nv = {*a, b}\nu = (i async for i in j)")]
    [InlineData("print(f'{x!r:>{width}} {y=} {{literal}} {d[\"a\"]} {\"nested\" + f\"{z}\"}')\nr = rb'\\x' b'\\x00' br\"\"\"a\"\"\"")]
    [InlineData("x = [\n    (rf'[a-z](?={la}*[({{\"\\'])', b),\n    (r'a', c),\n]")]
    [InlineData("if (n := len(a)) > 10: pass\nlambda *a, k=1, **kw: (yield)\nx[1:2, ::3, ...]\nnot a in b\na if b else c if d else e\n-x ** -y\na @ b @ c")]
    [InlineData("print 'a', b\nprint >>sys.stderr, 'x'\nexec 'x = 1' in d\nexec code\nraise E, 'm'\nx = 0777L\nprint")]
    [InlineData("x = (1 +\n  2)\ny = 1 + \\\n  2\nif x:\n\tpass\n# end\n\n\n")]
    [InlineData("@a.b(c)\n@d\nclass X: pass\n@x[0]\ndef f(): global a, b; nonlocal c; del a[0]; assert x, 'y'")]
    public void Statements_are_understood(string text)
    {
        var tree = PythonReader.Parse(Encoding.UTF8.GetBytes(text));
        tree.Unread.ShouldBeEmpty();
    }

    [Fact]
    public void Odd_syntax_hides_nothing()
    {
        var facts = Read.Python("import os\nx = = = os.system('echo hi') ?? 3\n");
        facts.Has("execute.shell").ShouldBeTrue();
        facts.Unread.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("# -*- coding: utf-7 -*-\n+AG8AcwAu-x = 1\n", "os.x = 1")]
    [InlineData("# coding: unicode_escape\n\\x6fs.system(1)\n", "os.system(1)")]
    public void Odd_encodings_are_decoded_and_reported(string text, string shown)
    {
        var tree = PythonReader.Parse(Encoding.UTF8.GetBytes(text));
        tree.Oddities.ShouldContain(odd => odd.Name == "text.odd-encoding");
        tree.Text.ShouldContain(shown);
    }

    [Theory]
    [InlineData("# -*- coding: latin-1 -*-\nx = 1")]
    [InlineData("#!/usr/bin/python\n# vim: set fileencoding=utf-8 :\nx = 1")]
    [InlineData("\uFEFFx = 1")]
    [InlineData("x = 1  # coding: utf-7 in a later comment\n\n\n# coding: utf-7")]
    public void Usual_encodings_are_not_reported(string text) =>
        PythonReader.Parse(Encoding.UTF8.GetBytes(text)).Oddities.ShouldBeEmpty();

    [Fact]
    public void Wide_text_is_decoded_and_reported()
    {
        var facts = Read.As(Language.Python, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("import os\nos.system('x')")], "x.py");
        facts.Has("text.odd-encoding").ShouldBeTrue();
        facts.Has("execute.shell").ShouldBeTrue();
    }

    [Fact]
    public void Padding_controls_and_look_alikes_are_reported()
    {
        Read.Python("x = 1;" + new string(' ', 400) + "exec('1')").One("text.padding").Evidence.ShouldContain("exec");
        Read.Python("# a\u202E b\nx = 1").Has("text.bidi").ShouldBeTrue();
        Read.Python("x = '" + new string('\uFE01', 20) + "'").Has("text.invisible").ShouldBeTrue();
        Read.Python("раypal = 1\nx\u0430y = 2").Has("text.mixed-script").ShouldBeTrue();
        Read.Python("\U0001D41E\U0001D431\U0001D41E\U0001D41C('print(1)')").Has("execute.code").ShouldBeTrue();
        Read.Python("x = '\0'").Has("text.nul").ShouldBeTrue();
    }

    [Fact]
    public void Annotations_decorators_and_defaults_run_when_defined()
    {
        Read.Python("import os\ndef f(x: os.system('a')): pass").One("execute.shell").Unit.ShouldBe("");
        Read.Python("import os\n@os.system('a')\ndef f(): pass").One("execute.shell").Unit.ShouldBe("");
        Read.Python("import os\ndef f(x=os.system('a')): pass").One("execute.shell").Unit.ShouldBe("");
        Read.Python("import os\nclass A:\n    os.system('a')").One("execute.shell").Unit.ShouldBe("");
    }

    [Fact]
    public void Lines_and_excerpts_point_at_the_place()
    {
        var fact = Read.Python("x = 1\n\n'''a\nb'''\nimport os\nos.system('a b')  # here").One("execute.shell");
        fact.Line.ShouldBe(6);
        fact.Evidence.ShouldBe("os.system('a b')  # here");
        fact.File.ShouldBe("pkg/x.py");
    }
}
