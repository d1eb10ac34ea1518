using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Workers.Pool;

namespace PackageWall.Cli.Tests.Scan;

public sealed class DecompileTests : IDisposable
{
    private readonly List<MethodName> _asked = [];
    private readonly Bench _bench;

    public DecompileTests() => _bench = new Bench
    {
        Inspect = _ => Report(),
        Decompile = methods =>
        {
            _asked.AddRange(methods);
            return [.. methods.Select((method, index) => index == 0 ? new DecompiledMethod(method, "void Go()\n{\n\tRun(\u202e);\n}", null) : new DecompiledMethod(method, null, "The decompiler cannot show it."))];
        },
    };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Methods_that_are_evidence_are_shown_once_and_nothing_in_them_can_move_the_cursor()
    {
        await _bench.Run("scan", _bench.File("a.1.0.0.nupkg", "x"), "--decompile");

        _asked.ShouldBe([new MethodName("lib/a.dll", "A.Go"), new MethodName("lib/a.dll", "A.Stop"), new MethodName("lib/b.dll", "B.Start"), new MethodName("lib/b.dll", "B/<Go>d__1.MoveNext")]);
        string text = _bench.Out.ReplaceLineEndings("\n");
        text.ShouldContain("  A.Go in lib/a.dll, decompiled\n    | void Go()\n    | {\n    |     Run(\\u{202e});\n    | }\n");
        text.ShouldContain("    | The decompiler cannot show it.\n");
    }

    [Fact]
    public async Task Nothing_is_decompiled_unless_asked_for()
    {
        await _bench.Run("scan", _bench.File("a.1.0.0.nupkg", "x"));

        _asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("json")]
    [InlineData("sarif")]
    public async Task It_goes_with_text_only(string format)
    {
        (await _bench.Run("scan", _bench.File("a.1.0.0.nupkg", "x"), "--decompile", "--format", format)).ShouldBe(ExitCode.Usage);

        _bench.Error.ShouldContain("--decompile");
        _asked.ShouldBeEmpty();
    }

    private static InspectionReport Report() => new()
    {
        Ecosystem = Ecosystem.NuGet,
        Sha256 = new string('0', 64),
        Name = "a",
        Version = "1.0.0",
        Verdict = Verdict.Suspicious,
        Profile = new PackageProfile(),
        Signatures = "1",
        Findings =
        [
            new Finding
            {
                Rule = "sample", Title = "Sample", Verdict = Verdict.Suspicious, Says = "It does.", File = "lib/a.dll",
                Evidence = [Of("A.Go"), Of("A.Go"), Of("A.Stop"), new Evidence("entry", "lib/a.dll", 0, "", null, 0, []),
                    new Evidence("dotnet.host-reaches", "lib/b.dll", 0, "B.Start leads to B/<Go>d__1.MoveNext calls System.X.Y()", "execute.process", 0, [])],
            },
        ],
    };

    private static Evidence Of(string unit) => new("execute.process", "lib/a.dll", 0, "", null, 0, []) { Unit = unit };
}
