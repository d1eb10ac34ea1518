using System.IO.Compression;
using PackageWall.Inspection;
using PackageWall.Packages;
using PackageWall.Workers.Pool;

namespace PackageWall.Workers.Tests;

/// <summary>Methods as C#, out of a process that is shut in. The package holds this very assembly, which is only read.</summary>
public sealed class DecompilationTests
{
    private const string Space = "PackageWall.Workers.Tests.DecompilationTests";

    [Fact]
    public async Task Shows_methods_with_their_lambdas_and_what_waits_as_their_author_wrote_them()
    {
        IReadOnlyList<DecompiledMethod> shown = await Ask($"{Space}.Plain", $"{Space}/<Waiting>d__3.MoveNext", $"{Space}/<>c.<Lambda>b__4_0", $"{Space}/Inner..ctor");

        shown.ShouldAllBe(method => method.Failure == null);
        shown[0].Text!.ShouldContain("https://plain.invalid");
        shown[1].Text!.ShouldContain("await");
        shown[2].Text!.ShouldContain("lambda.invalid");
        shown[3].Text!.ShouldContain("inner.invalid");
    }

    [Fact]
    public async Task Says_why_there_is_nothing_to_show()
    {
        IReadOnlyList<DecompiledMethod> shown = await Decompilation.RunAsync(
            Package(),
            [new MethodName("lib/net8.0/a.dll", $"{Space}.Nowhere"), new MethodName("lib/net8.0/none.dll", "A.B"), new MethodName("lib/net8.0/broken.dll", "A.B"), new MethodName("a.nuspec", "A.B")],
            CancellationToken.None);

        shown.Count.ShouldBe(4);
        shown.ShouldAllBe(method => method.Text == null && method.Failure!.Length > 0);
    }

    [Fact]
    public async Task An_archive_that_is_none_gives_sentences_and_no_exception()
    {
        IReadOnlyList<DecompiledMethod> shown = await Decompilation.RunAsync(new Artifact(Ecosystem.NuGet, "a.1.0.0.nupkg", new byte[100]), [new MethodName("a.dll", "A.B")], CancellationToken.None);

        shown.ShouldHaveSingleItem().Failure.ShouldNotBeNull();
    }

    internal static string Plain() => "https://plain.invalid";

    internal static async Task<string> Waiting(Task<string> text) => await text + "waiting.invalid";

    internal static Func<string, string> Lambda() => text => text + "lambda.invalid";

    private static Task<IReadOnlyList<DecompiledMethod>> Ask(params string[] units) =>
        Decompilation.RunAsync(Package(), [.. units.Select(unit => new MethodName("lib/net8.0/a.dll", unit))], CancellationToken.None);

    private static Artifact Package()
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create))
        {
            Add(zip, "a.nuspec", "<package><metadata><id>a</id><version>1.0.0</version></metadata></package>"u8.ToArray());
            Add(zip, "lib/net8.0/a.dll", File.ReadAllBytes(typeof(DecompilationTests).Assembly.Location));
            Add(zip, "lib/net8.0/broken.dll", File.ReadAllBytes(typeof(DecompilationTests).Assembly.Location)[..600]);
        }

        return new Artifact(Ecosystem.NuGet, "a.1.0.0.nupkg", bytes.ToArray());
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using Stream entry = zip.CreateEntry(name).Open();
        entry.Write(content);
    }

    internal sealed class Inner
    {
        public string Host { get; } = "inner.invalid";
    }
}
