using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Manifests.PyPi;

public sealed class WheelTests
{
    private static WheelBuilder Wheel() => new("pad-left", "1.0");

    private static Manifest Read(WheelBuilder wheel) => Trees.Read(Ecosystem.PyPi, wheel.FileName, wheel.Build());

    private static string[] Codes(WheelBuilder wheel) => [.. Read(wheel).Anomalies.Select(anomaly => $"{anomaly.Code} {anomaly.Severity} {anomaly.Entry}")];

    [Fact]
    public void Metadata_is_read()
    {
        Manifest manifest = Read(Wheel().File("pad.py", "").Metadata("Requires-Dist: six (>=1.0)").Metadata("Requires-Dist: dev @ https://files.invalid/x.whl ; extra == 'dev'").Metadata("Home-page: https://pad.example/")
            .Metadata("Project-URL: Source, https://code.example/pad"));
        (manifest.Name, manifest.Version).ShouldBe(("pad-left", "1.0"));
        manifest.Dependencies.ShouldBe([new Dependency("six", "(>=1.0)", "runtime", true), new Dependency("dev", "@ https://files.invalid/x.whl", "optional", false)]);
        manifest.DeclaredHosts.ShouldBe(["pad.example", "code.example"]);
        manifest.FactLines().ShouldBe(["manifest.dependency.url https://files.invalid/x.whl"]);
        manifest.Anomalies.ShouldBeEmpty();
    }

    [Fact]
    public void Every_module_is_imported_but_tests_and_documents() =>
        Read(Wheel().File("pad/__init__.py", "").File("pad/sub/a.py", "").File("pad/tests/t.py", "").File("docs/conf.py", "").File("pad/__main__.py", "").File("pad/data/not-a-module.py", "")).Points()
            .ShouldBe(["Import pypi.module pad/__init__.py", "Import pypi.module pad/sub/a.py", "Call pypi.main pad/__main__.py"], ignoreOrder: true);

    [Fact]
    public void A_folder_of_the_projects_own_name_is_imported_whatever_it_is_called() =>
        Read(new WheelBuilder("demo", "1.0").File("demo/__init__.py", "").File("other.py", "").File("docs/conf.py", "")).Points()
            .ShouldBe(["Import pypi.module demo/__init__.py", "Import pypi.module other.py"], ignoreOrder: true);

    [Fact]
    public void Where_there_is_nothing_else_to_import_examples_are_imported() =>
        Read(new WheelBuilder("pad-left", "1.0").File("examples/__init__.py", "").File("examples/tests/t.py", "")).Points()
            .ShouldBe(["Import pypi.module examples/__init__.py"]);

    [Theory]
    [InlineData("evil.pth")]
    [InlineData("EVIL.PTH")]
    public void An_executable_pth_runs_at_start(string name)
    {
        Manifest manifest = Read(Wheel().File(name, "a\nimport os; print(1)\n"));
        EntryPoint point = manifest.EntryPoints.ShouldHaveSingleItem();
        (point.Kind, point.Context, point.Target, point.Line).ShouldBe(("pypi.pth", Context.Startup, name, 2));
        manifest.FactLines().ShouldBe([$"hook.startup {name}"]);
    }

    [Theory]
    [InlineData("purelib", "x.pth")]
    [InlineData("platlib", "x.pth")]
    [InlineData("data", "lib/python3.12/site-packages/x.pth")]
    [InlineData("data", "Lib/site-packages/x.pth")]
    public void A_pth_is_found_in_every_scheme_that_leads_to_site_packages(string scheme, string path) =>
        Read(Wheel().Data(scheme, path, "import os")).EntryPoints.ShouldHaveSingleItem().Kind.ShouldBe("pypi.pth");

    [Fact]
    public void A_pth_without_code_or_below_the_root_does_not_run()
    {
        Read(Wheel().File("x.pth", "folder\n# import os\n import os")).EntryPoints.ShouldBeEmpty();
        Read(Wheel().File("folder/x.pth", "import os")).EntryPoints.ShouldBeEmpty();
    }

    [Fact]
    public void A_start_file_runs_its_functions_at_start() =>
        Read(Wheel().File("x.start", "# c\npad.boot:run\n").File("pad/__init__.py", "").File("pad/boot.py", "")).EntryPoints.Where(point => point.Context == Context.Startup)
            .Select(point => (point.Kind, point.Target, point.Function)).ShouldBe([("pypi.start", "pad/boot.py", "run"), ("pypi.start", "pad/__init__.py", "run")]);

    [Theory]
    [InlineData("sitecustomize.py", "pypi.sitecustomize")]
    [InlineData("usercustomize/__init__.py", "pypi.usercustomize")]
    public void Customizers_run_at_start(string path, string kind) => Read(Wheel().File(path, "")).Points().ShouldContain($"Startup {kind} {path}");

    [Fact]
    public void A_customizer_in_a_folder_that_a_pth_adds_runs_at_start()
    {
        Read(Wheel().File("x.pth", "boot\n").File("boot/sitecustomize.py", "")).Points().ShouldContain("Startup pypi.sitecustomize boot/sitecustomize.py");
        Read(Wheel().File("boot/sitecustomize.py", "")).EntryPoints.ShouldNotContain(point => point.Context == Context.Startup);
    }

    [Fact]
    public void Commands_and_plugins_are_entry_points()
    {
        Manifest manifest = Read(Wheel().File("pad.py", "").EntryPoint("console_scripts", "pip", "pad:main").EntryPoint("gui_scripts", "padg", "pad:gui").EntryPoint("pytest11", "pad", "pad").EntryPoint("my.group", "x", "pad:y [extra]"));
        manifest.EntryPoints.Where(point => point.Kind != "pypi.module").Select(point => $"{point.Context} {point.Kind} {point.Function}").ShouldBe(
            ["Import pypi.plugin ", "Call pypi.console-script main", "Call pypi.gui-script gui", "Call pypi.plugin y"], ignoreOrder: true);
        manifest.FactLines().ShouldBe(["manifest.system-command pip", "hook.plugin pytest11"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("distutils.commands", "Import|Call f")]
    [InlineData("setuptools.finalize_distribution_options", "Import f|Call f")]
    [InlineData("my.own", "Call f")]
    public void Loading_a_plugin_is_not_calling_it_unless_its_group_does(string group, string expected) =>
        Read(Wheel().File("pad.py", "").EntryPoint(group, "x", "pad:f")).EntryPoints.Where(point => point.Kind == "pypi.plugin")
            .Select(point => $"{point.Context} {point.Function}".Trim()).ShouldBe(expected.Split('|'));

    [Fact]
    public void Scripts_in_the_data_folder_run_when_called()
    {
        Manifest manifest = Read(Wheel().Data("scripts", "docker", "#!python").Data("data", "bin/aws", "x"));
        manifest.Points().ShouldBe(["Call pypi.script pad_left-1.0.data/scripts/docker", "Call pypi.script pad_left-1.0.data/data/bin/aws"]);
        manifest.FactLines().ShouldBe(["manifest.system-command docker", "manifest.system-command aws"]);
    }

    [Fact]
    public void An_extension_module_is_imported_and_comes_before_its_source()
    {
        Manifest manifest = Read(Wheel().File("pad/a.py", "").File("pad/a.cpython-312-x86_64-linux-gnu.so", "").File("pad/b.pyd", ""));
        manifest.Points().ShouldContain("Import pypi.native pad/a.cpython-312-x86_64-linux-gnu.so");
        manifest.Points().ShouldContain("Import pypi.native pad/b.pyd");
        manifest.FactLines().ShouldBe(["native.shadow pad/a.py"]);
    }

    [Fact]
    public void Compiled_files_are_told_by_their_source_and_flags()
    {
        byte[] timed = [1, 2, 3, 4, 0, 0, 0, 0];
        byte[] uncheckedHash = [1, 2, 3, 4, 1, 0, 0, 0];
        Read(Wheel().File("a.pyc", timed)).FactLines().ShouldBe(["pyc.sourceless a.pyc"]);
        Read(Wheel().File("a.pyc", timed)).Points().ShouldBe(["Import pypi.compiled a.pyc"]);
        Manifest cached = Read(Wheel().File("a.py", "").File("__pycache__/a.cpython-312.pyc", uncheckedHash));
        cached.FactLines().ShouldBe(["pyc.unchecked __pycache__/a.cpython-312.pyc"]);
    }

    [Fact]
    public void Record_is_checked_both_ways()
    {
        Codes(Wheel().File("a.py", "x").Unlisted("a.py")).ShouldBe(["manifest.record Hold a.py"]);
        Codes(Wheel().File("a.py", "x").Misrecorded("a.py")).ShouldBe(["manifest.record Hold a.py"]);
        Codes(Wheel().File("a.py", "x").RecordLine("gone.py,sha256=x,1")).ShouldBe(["manifest.record Hold gone.py"]);
        Codes(Wheel().File("a,\"b\".py", "x")).ShouldBeEmpty();
        Read(Wheel().File("a.py", "x").Unlisted("a.py")).FactLines().ShouldBe(["manifest.record a.py"]);
    }

    [Fact]
    public void Two_ways_to_read_a_wheel_are_anomalies()
    {
        Codes(Wheel().File("other-1.0.dist-info/METADATA", "Name: other\nVersion: 1\n")).ShouldContain("manifest.several Reject *.dist-info");
        Codes(Wheel().Metadata("Name: other")).ShouldBe(["manifest.duplicate-key Reject pad_left-1.0.dist-info/METADATA"]);
        Codes(Wheel().File("a.py", "1").Data("purelib", "a.py", "2")).ShouldBe(["manifest.collision Reject pad_left-1.0.data/purelib/a.py"]);
        Trees.Read(Ecosystem.PyPi, "other-1.0-py3-none-any.whl", Wheel().Build()).Anomalies.ShouldHaveSingleItem().Code.ShouldBe("manifest.name");
    }

    [Theory]
    [InlineData("pad/a.py", "pad.sub.deep", "pad/sub/deep.py|pad/sub/__init__.py|pad/__init__.py")]
    [InlineData("pad/a.py", ".sub", "pad/sub/__init__.py|pad/__init__.py")]
    [InlineData("pad/sub/deep.py", "..a", "pad/a.py|pad/__init__.py")]
    [InlineData("pad/a.py", ".", "pad/__init__.py")]
    [InlineData("pad/a.py", "pad.a.function", "pad/a.py|pad/__init__.py")]
    [InlineData("pad/a.py", "lib", "w-1.data/purelib/lib.py")]
    [InlineData("pad/a.py", "_fast", "_fast.abi3.so")]
    [InlineData("pad/a.py", "os.path", "")]
    public void Imports_are_resolved_as_python_does(string from, string target, string expected)
    {
        PackageTree tree = Trees.LayOut(Ecosystem.PyPi, new WheelBuilder("w", "1").File("pad/__init__.py", "").File("pad/a.py", "").File("pad/sub/__init__.py", "").File("pad/sub/deep.py", "")
            .File("_fast.abi3.so", "").Data("purelib", "lib.py", "").File("pad/data/x.bin", "").Build());
        IReferenceResolver resolver = ManifestReader.Read(Ecosystem.PyPi, "w-1-py3-none-any.whl", tree).Resolver;
        resolver.Resolve(from, new Reference(ReferenceKind.Import, target, 1, "")).ShouldBe(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
        resolver.Resolve("pad/a.py", new Reference(ReferenceKind.Open, "data/x.bin", 1, "")).ShouldBe(["pad/data/x.bin"]);
        resolver.Resolve("pad/a.py", new Reference(ReferenceKind.Spawn, "sub/deep.py", 1, "")).ShouldBe(["pad/sub/deep.py"]);
    }
}
