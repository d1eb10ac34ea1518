using System.Text;
using PackageWall.Fuzzing.Coverage;
using PackageWall.Fuzzing.Engine;
using PackageWall.Fuzzing.Mutation;
using PackageWall.Testing.Archives;

namespace PackageWall.Fuzzing.Tests;

/// <summary>The fuzzer finds what it is there to find, and finds it again with the same seed.</summary>
public sealed class FuzzerTests
{
    [Theory]
    [InlineData(InputKind.Text)]
    [InlineData(InputKind.Binary)]
    [InlineData(InputKind.Archive)]
    internal void The_same_seed_makes_the_same_inputs(InputKind kind)
    {
        Chain(7).ShouldBe(Chain(7));
        Chain(7).ShouldNotBe(Chain(8));

        string[] Chain(int seed)
        {
            Mutator mutator = new(kind, new Random(seed), MutationWords.All);
            byte[] input = HonestArchives.TarGz(("package/package.json", "{}"), ("package/index.js", "eval(1)"));
            return [.. Enumerable.Range(0, 200).Select(_ => Convert.ToHexString(input = mutator.Mutate(input, input)))];
        }
    }

    [Fact]
    public void A_throw_a_second_answer_and_greed_are_findings()
    {
        int answers = 0;

        Execution.Check(new Fake(_ => throw new FormatException("no")), [], isTwice: false)!.Key.ShouldStartWith("FormatException");
        Execution.Check(new Fake(_ => throw new ViolationException("promise", "broken")), [], isTwice: false)!.Key.ShouldBe("promise");
        Execution.Check(new Fake(_ => $"{answers++}"), [], isTwice: true)!.Key.ShouldBe("answer");
        Execution.Check(new Fake(_ => $"{Enumerable.Range(0, 300).Sum(_ => new byte[1 << 20].Length)}"), [], isTwice: false)!.Key.ShouldBe("memory");
        Execution.Check(new Fake(_ => "fine"), [], isTwice: true).ShouldBeNull();
    }

    [Fact]
    public void An_input_shrinks_to_what_makes_it_a_finding() =>
        Encoding.ASCII.GetString(Minimizer.Shrink("some text with a BUG in the middle of it"u8.ToArray(), input => input.AsSpan().IndexOf("BUG"u8) >= 0, TimeSpan.FromMinutes(1))).ShouldBe("BUG");

    [Fact]
    public void An_instrumented_copy_runs_and_reports_the_blocks_that_it_enters()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "PackageWall.Packages.dll");
        File.Copy(typeof(Packages.PackageName).Assembly.Location, path);

        int places = Instrumenter.Rewrite(path, 100);

        places.ShouldBeGreaterThan(300);
        System.Reflection.Assembly copy = new Loader().LoadFromAssemblyPath(path);
        Trace.Clear();
        object?[] arguments = [0, "left-pad", null];
        copy.GetType("PackageWall.Packages.PackageName")!.GetMethod("TryParse")!.Invoke(null, [Enum.ToObject(copy.GetType("PackageWall.Packages.Ecosystem")!, 0), arguments[1], null]).ShouldBe(true);
        SeenCoverage seen = new();
        seen.Add().ShouldBeTrue();
        seen.Places.ShouldBeGreaterThan(5);
        seen.Add().ShouldBeFalse();
        SeenCoverage.Current().ShouldAllBe(place => place >= 100 && place < places);
    }

    private sealed class Loader() : System.Runtime.Loader.AssemblyLoadContext("instrumented")
    {
        // Everything but the copy itself is shared, the counts above all.
        protected override System.Reflection.Assembly? Load(System.Reflection.AssemblyName assemblyName) => null;
    }

    private sealed class Fake(Func<ReadOnlyMemory<byte>, string> run) : IFuzzTarget
    {
        public string Name => "fake";

        public InputKind Kind => InputKind.Binary;

        public IEnumerable<byte[]> Seeds() => [];

        public string Run(ReadOnlyMemory<byte> input) => run(input);
    }
}
