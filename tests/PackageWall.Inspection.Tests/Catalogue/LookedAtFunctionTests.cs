using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Catalogue;

/// <summary>Functions of Python that are given to something which only looks at them or hands them back: they run where they are called.</summary>
public sealed class LookedAtFunctionTests
{
    private const string Run = "import functools, inspect, os\ndef run(*args):\n    with open(os.path.expanduser('~/.bashrc'), 'a') as profile:\n        profile.write('echo inert')\n";

    private static InspectionReport Wheel(string code) => CatalogueInspection.Of(
        Ecosystem.PyPi,
        "sample-1.0.0-py3-none-any.whl",
        new WheelBuilder("sample", "1.0.0").File("sample/__init__.py", Run + code).Build());

    [Theory]
    [InlineData("class A:\n    x = property(run)\n")]
    [InlineData("class A:\n    x = property(fget=run)\n")]
    [InlineData("class A:\n    x = property(None, run)\n")]
    [InlineData("def around(f):\n    @functools.wraps(f)\n    def inner(*args):\n        return f(*args)\n    return inner\nlater = around(run)\n")]
    [InlineData("cached = functools.lru_cache(run)\n")]
    [InlineData("names = inspect.signature(run)\nwaits = inspect.iscoroutinefunction(run)\n")]
    public void Who_looks_at_a_function_does_not_call_it(string code)
    {
        InspectionReport report = Wheel(code);
        report.Verdict.ShouldBe(Verdict.Clean, CatalogueInspection.Told(report));
    }

    [Theory]
    [InlineData("class A:\n    x = property(run)\nA().x\n")]
    [InlineData("class A:\n    x = property(fget=run)\nA().x\n")]
    [InlineData("def around(f):\n    @functools.wraps(f)\n    def inner(*args):\n        return f(*args)\n    return inner\naround(run)()\n")]
    [InlineData("functools.lru_cache(run)()\n")]
    [InlineData("staticmethod(run)()\n")]
    [InlineData("def property(f):\n    f()\nclass A:\n    x = property(run)\n")]
    [InlineData("from other import call\ncall(run)\n")]
    public void Called_it_runs(string code)
    {
        InspectionReport report = Wheel(code);
        report.Verdict.ShouldBe(Verdict.Malicious, CatalogueInspection.Told(report));
    }

    [Theory]
    [InlineData("from .utils import iscoroutinefunction\nwaits = iscoroutinefunction(run)\n")]
    [InlineData("from . import own\nown.register(run)\n")]
    [InlineData("from . import own\nown.register({'run': run})\n")]
    [InlineData("from .options import Option\nchoice = Option('--install', callback=run)\n")]
    public void Who_takes_a_callback_may_call_it(string code)
    {
        InspectionReport report = Wheel(code);
        report.Verdict.ShouldBe(Verdict.Suspicious, CatalogueInspection.Told(report));
    }

    [Theory]
    [InlineData("if input('Send it? ') == 'y':\n    run()\n", Verdict.Suspicious)]
    [InlineData("answer = input('Send it? ')\nif answer.lower().strip() in ('', 'y'):\n    run()\n", Verdict.Suspicious)]
    [InlineData("answer = input('Send it? ')\nrun()\nif answer == 'y':\n    run()\n", Verdict.Malicious)]
    [InlineData("def input(x):\n    return 'y'\nif input('Send it? ') == 'y':\n    run()\n", Verdict.Malicious)]
    [InlineData("answer = input('Send it? ')\nif answer == 'y':\n    pass\nelse:\n    run()\n", Verdict.Malicious)]
    public void What_a_person_is_asked_for_is_held(string code, Verdict verdict)
    {
        InspectionReport report = Wheel(code);
        report.Verdict.ShouldBe(verdict, CatalogueInspection.Told(report));
    }
}
