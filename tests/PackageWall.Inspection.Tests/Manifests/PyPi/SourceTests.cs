using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Manifests.PyPi;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Manifests.PyPi;

public sealed class SourceTests
{
    private static SdistBuilder Sdist() => new("pad", "1.0");

    private static Manifest Read(SdistBuilder sdist) => Trees.Read(Ecosystem.PyPi, sdist.FileName, sdist.Build());

    private static string[] Installs(SdistBuilder sdist) =>
        [.. Read(sdist).EntryPoints.Where(point => point.Context == Context.Install).Select(point => $"{point.Kind} {point.Target}")];

    [Fact]
    public void Setup_py_runs_at_install_and_modules_are_imported()
    {
        Manifest manifest = Read(Sdist().PlainSetup("pad").File("pad.py", "").File("src/deep/__init__.py", "").File("tests/t.py", "").File("conftest.py", ""));
        manifest.Name.ShouldBe("pad");
        manifest.Points().ShouldBe(["Install pypi.setup setup.py", "Import pypi.module pad.py", "Import pypi.module src/deep/__init__.py"]);
        manifest.Anomalies.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[build-system]\nrequires = [\n 'a>=1', # c\n \"b @ https://files.invalid/b.whl\"]\nbuild-backend = \"back.end\"\nbackend-path = ['tools']", "tools/back/end.py", "pypi.backend")]
    [InlineData("[build-system]\nbuild-backend = 'local'\nbackend-path = ['.']", "local.py", "pypi.backend")]
    [InlineData("[build-system]\nbuild-backend = 'hatchling.build'\n[tool.hatch.build.hooks.custom]", "hatch_build.py", "pypi.build-hook")]
    [InlineData("[build-system]\nbuild-backend = 'hatchling.build'\n[tool.hatch.metadata.hooks.custom]\npath = 'x/h.py'", "x/h.py", "pypi.build-hook")]
    [InlineData("[build-system]\nbuild-backend = 'pdm.backend'\n", "pdm_build.py", "pypi.build-hook")]
    [InlineData("[build-system]\nbuild-backend = 'poetry.core.masonry.api'\n[tool.poetry.build]\nscript = 'b.py'", "b.py", "pypi.build-hook")]
    [InlineData("[build-system]\nbuild-backend = 'poetry.core.masonry.api'\n[tool.poetry]\nbuild = 'x.py'\n[tool.poetry.x]", "build.py", "pypi.build-hook")]
    [InlineData("[build-system]\nbuild-backend = 'mesonpy'", "meson.build", "pypi.build-file")]
    [InlineData("[build-system]\nbuild-backend = 'scikit_build_core.build'", "CMakeLists.txt", "pypi.build-file")]
    [InlineData("[build-system]\nbuild-backend = 'maturin'", "build.rs", "pypi.build-file")]
    [InlineData("[tool.setuptools.dynamic]\nversion = {attr = \"pad.version.V\"}", "pad/version.py", "pypi.attribute")]
    public void Build_backends_and_hooks_run_at_install(string project, string file, string kind) =>
        Installs(Sdist().File("pyproject.toml", project).File(file, "x")).ShouldContain($"{kind} {file}");

    [Fact]
    public void Build_requirements_are_dependencies() =>
        Read(Sdist().File("pyproject.toml", "[build-system]\nrequires = ['a>=1', \"b @ git+https://code.invalid/b\"]")).Dependencies
            .ShouldBe([new Dependency("a", ">=1", "build", true), new Dependency("b", "@ git+https://code.invalid/b", "build", false)]);

    [Fact]
    public void Setup_cfg_attributes_commands_and_entry_points_are_read()
    {
        SdistBuilder sdist = Sdist().File("pad/__init__.py", "").File("pad/v.py", "").File("pad/cmd.py", "")
            .File("setup.cfg", "[metadata]\nversion = attr: pad.v.V\n[options]\ncmdclass =\n  build = pad.cmd.Build\n[options.entry_points]\nconsole_scripts =\n  git = pad.cmd:main\n");
        Installs(sdist).ShouldBe(["pypi.attribute pad/v.py", "pypi.attribute pad/__init__.py", "pypi.command pad/cmd.py", "pypi.command pad/__init__.py"], ignoreOrder: true);
        Read(sdist).FactLines().ShouldContain("manifest.system-command git");
    }

    [Fact]
    public void Project_scripts_and_plugins_of_pyproject_are_read()
    {
        Manifest manifest = Read(Sdist().File("pad.py", "").File("pyproject.toml", "[project.scripts]\nkubectl = 'pad:main'\n[project.entry-points.pytest11]\nx = 'pad'\n[project.urls]\nHome = 'https://pad.example'"));
        manifest.FactLines().ShouldBe(["manifest.system-command kubectl", "hook.plugin pytest11"]);
        manifest.DeclaredHosts.ShouldBe(["pad.example"]);
    }

    [Fact]
    public void A_pth_anywhere_but_among_tests_runs_at_start()
    {
        Read(Sdist().File("data/x.pth", "import os")).Points().ShouldBe(["Startup pypi.pth data/x.pth"]);
        Read(Sdist().File("tests/x.pth", "import os")).Points().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a = 'x'\n[t]\n'b'.\"c d\" = \"\"\"l1\nl2\"\"\" # c\ne = [ 'x', [\"y\"] ] # c\nf = 1\n[[g]]\nh = { i = 'j' }\n", "a=x;t.b.c d=l1\nl2;t.e=x,y;t.f=1;g.h=j")]
    [InlineData("a = \"\\u0041\\n\\\"\"\nb = 'c", "a=A\n\";b=c")]
    [InlineData("= \n[\n\"", "=;")]
    public void Toml_is_read_as_far_as_builds_need(string text, string expected)
    {
        string actual = string.Join(';', TomlFile.Read(Encoding.UTF8.GetBytes(text)).Select(value => $"{value.Path}={string.Join(',', value.Strings)}"));
        actual.TrimEnd(';').ShouldBe(expected.TrimEnd(';'));
    }
}
