using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Pth;

namespace PackageWall.Inspection.Tests.Languages.Pth;

public sealed class PthReaderTests
{
    private static FileFacts Read(string text) => new PthReader(FakeReaders.ReadAs).Read(FakeReaders.Source("x.pth", text));

    private static FileFacts Read(byte[] bytes) => new PthReader(FakeReaders.ReadAs).Read(FakeReaders.Source("x.pth", bytes));

    [Theory]
    [InlineData("import os")]
    [InlineData("import\tos")]
    [InlineData("folder\r\nimport os\r\n")]
    [InlineData("folder\rimport os")]
    [InlineData("\uFEFFimport os")]
    [InlineData("# harmless\vimport os")]
    [InlineData("# harmless\fimport os")]
    [InlineData("# harmless\u001cimport os")]
    [InlineData("# harmless\u001dimport os")]
    [InlineData("# harmless\u001eimport os")]
    [InlineData("# harmless\u0085import os")]
    [InlineData("# harmless\u2028import os")]
    [InlineData("# harmless\u2029import os")]
    public void A_line_that_runs_under_either_rule_is_found_and_read_as_python(string text)
    {
        FileFacts facts = Read(text);
        facts.Names().ShouldContain("pth.import");
        facts.Facts.First(fact => fact.Name == "read-as.python").Value.ShouldBe(text.Contains('\t', StringComparison.Ordinal) ? "import\tos" : "import os");
    }

    [Theory]
    [InlineData("")]
    [InlineData("folder")]
    [InlineData(" import os")]
    [InlineData("# import os")]
    [InlineData("importlib")]
    [InlineData("folder/import x")]
    public void Other_lines_do_not_run(string text) => Read(text).Facts.ShouldBeEmpty();

    [Fact]
    public void Text_that_is_not_utf8_is_read_in_the_locales_encoding_and_is_odd()
    {
        Read([0x23, 0xe9, 0x85, .. "import os"u8]).Names().ShouldBe(["pth.odd-bytes", "pth.import", "read-as.python"]);
        Read("folder\0").Names().ShouldBe(["pth.odd-bytes"]);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/usr/lib/x")]
    [InlineData("C:\\x")]
    public void A_path_that_leaves_the_package_is_a_fact(string line) => Read(line).Lines().ShouldBe([$"pth.path {line}"]);

    [Fact]
    public void Long_and_padded_lines_are_facts()
    {
        string line = "import os;" + new string(' ', 400) + "print(1)";
        FileFacts facts = Read("a\n" + line);
        facts.Names().ShouldBe(["pth.import", "pth.long", "text.padding", "read-as.python"]);
        facts.Facts.ShouldAllBe(fact => fact.Line == 2);
    }

    [Fact]
    public void The_line_of_a_namespace_package_is_pinned_only_word_for_word()
    {
        const string Line = "import sys, types, os;has_mfs = sys.version_info > (3, 5);p = os.path.join(sys._getframe(1).f_locals['sitedir'], *('zope', 'sub'));"
            + "importlib = has_mfs and __import__('importlib.util');has_mfs and __import__('importlib.machinery');m = has_mfs and sys.modules.setdefault('zope.sub', importlib.util.module_from_spec("
            + "importlib.machinery.PathFinder.find_spec('zope.sub', [os.path.dirname(p)])));m = m or sys.modules.setdefault('zope.sub', types.ModuleType('zope.sub'));"
            + "mp = (m or []) and m.__dict__.setdefault('__path__',[]);(p not in mp) and mp.append(p);m and setattr(sys.modules['zope'], 'sub', m)";
        Read(Line).Names().ShouldBe(["pth.import.pinned", "read-as.python"]);
        Read(Line + "\n").Names().ShouldContain("pth.import.pinned");
        Read(Line + ";print(1)").Names().ShouldContain("pth.import");
        Read(Line.Replace("types.ModuleType('zope.sub')", "types.ModuleType('other')", StringComparison.Ordinal)).Names().ShouldContain("pth.import");
        Read(Line.Replace("'sub', m", "'b', m", StringComparison.Ordinal)).Names().ShouldContain("pth.import");
    }

    [Fact]
    public void Setuptools_own_file_is_pinned_by_its_bytes()
    {
        const string Text = "import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var, 'local') == 'local'; enabled and __import__('_distutils_hack').add_shim(); \n";
        Read(Text).Names().ShouldBe(["pth.import.pinned", "read-as.python"]);
        Read(Text.Replace("local", "Local", StringComparison.Ordinal)).Names().ShouldContain("pth.import");
    }

    [Fact]
    public void Noise_never_throws()
    {
        var random = new Random(3);
        for (int i = 0; i < 200; i++)
        {
            byte[] noise = new byte[random.Next(100)];
            random.NextBytes(noise);
            Read([.. Encoding.UTF8.GetBytes("import "), .. noise]).ShouldNotBeNull();
        }
    }
}
