using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Catalogue;

/// <summary>A page that tells how to install something looks like a script. Who reads it to describe the package runs nothing of it.</summary>
public sealed class OpenedDocumentTests
{
    private const string Page = "# zoned\n\n    sudo curl -L https://downloads.invalid/zoned -o /usr/local/bin/zoned\n    sudo chmod a+rx /usr/local/bin/zoned\n    sudo pip install --upgrade zoned\n    wget https://downloads.invalid/zoned\n";
    private const string Setup = "setup(name='zoned', version='1.0.0', packages=['zoned'], long_description=text)\n";

    private static Verdict Sdist(string start, string module = "", string page = Page) => CatalogueInspection.Of(
        Ecosystem.PyPi,
        "zoned-1.0.0.tar.gz",
        new SdistBuilder("zoned", "1.0.0").File("setup.py", start + Setup).File("zoned/__init__.py", module).File("zoned/other.py", "").File("README", page).Build()).Verdict;

    [Theory]
    [InlineData("from setuptools import setup\ntext = open('README').read()\n")]
    [InlineData("import io, os, re\nfrom setuptools import setup\nwith io.open(os.path.join(os.path.dirname(__file__), 'README'), encoding='utf-8') as f:\n    text = re.sub('x', 'y', f.read())\n")]
    public void A_description_is_read(string start) => Sdist(start).ShouldBe(Verdict.Clean);

    [Theory]
    [InlineData("import os\nfrom setuptools import setup\ntext = open('README').read()\nos.system(text)\n")]
    [InlineData("import subprocess\nfrom setuptools import setup\ntext = open('README').read()\nsubprocess.run(text, shell=True)\n")]
    [InlineData("from setuptools import setup\nfrom runner import run\ntext = open('README').read()\nrun(text)\n")]
    [InlineData("from setuptools import setup\ntext = open('README').read()\n__import__('o' + 's').system(text)\n")]
    [InlineData("from setuptools import setup\ntext = open('README').read()\nexec(text)\n")]
    public void A_description_that_could_be_run_is_code(string start) => Sdist(start).ShouldNotBe(Verdict.Clean);

    [Fact]
    public void Whoever_runs_what_another_file_reads_has_read_it() => Sdist(
        "from setuptools import setup\nfrom zoned import text, run\nrun(text)\n", "import os\ntext = open('README').read()\nrun = os.system\n").ShouldNotBe(Verdict.Clean);

    [Fact]
    public void A_script_is_no_document() => Sdist("from setuptools import setup\ntext = open('README').read()\n", page: "#!/bin/sh\n" + Page).ShouldNotBe(Verdict.Clean);
}
