using System.Diagnostics;
using System.IO.Compression;
using PackageWall.Core.Intake;
using PackageWall.Packages;
using PackageWall.Testing.Packages;
using PackageWall.Upstreams.NuGet;
using Xunit.Abstractions;

namespace PackageWall.Upstreams.Tests.NuGet;

/// <summary>With packages as the registry signed them: those that this test project was restored with.</summary>
public sealed class NuGetIntegrityTests(ITestOutputHelper output)
{
    private static readonly NuGetIntegrity Integrity = new();

    private static readonly string[] Files = [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Signed"), "*.nupkg").Select(path => Path.GetFileName(path))];

    public static TheoryData<string> Signed => [.. Files];

    [Fact]
    public void There_are_signed_packages_to_test_with() => Files.Length.ShouldBeGreaterThan(1);

    [Theory]
    [MemberData(nameof(Signed))]
    public async Task The_registrys_signature_holds_and_dates_the_package(string file)
    {
        byte[] package = Read(file);
        await CheckAsync(package);

        var watch = Stopwatch.StartNew();
        IntegrityAnswer answer = await CheckAsync(package);

        output.WriteLine($"{file}: {package.Length / 1e6:0.00} MB in {watch.Elapsed.TotalMilliseconds:0.0} ms");
        answer.Problem.ShouldBeNull();
        answer.SignedByRegistryAt.ShouldNotBeNull().ShouldBeInRange(new DateTimeOffset(2018, 1, 1, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.UtcNow);
    }

    [Theory]
    [MemberData(nameof(Signed))]
    public async Task A_flipped_bit_anywhere_in_the_content_is_a_problem_and_takes_the_date_away(string file)
    {
        // Its signer is known from here on: what is left to verify must be verified all the same.
        byte[] package = Read(file);
        (await CheckAsync(package)).Problem.ShouldBeNull();
        (int From, int To) signature = Signature(package);
        var random = new Random(5);
        for (int i = 0; i < 40; i++)
        {
            int at = random.Next(package.Length);
            if (at >= signature.From && at < signature.To)
            {
                continue;
            }

            byte[] changed = (byte[])package.Clone();
            changed[at] ^= (byte)(1 << random.Next(8));
            IntegrityAnswer answer = await CheckAsync(changed);

            answer.SignedByRegistryAt.ShouldBeNull($"byte {at}");
            answer.Problem.ShouldNotBeNull($"byte {at}");
        }
    }

    [Fact]
    public async Task The_signature_of_another_package_is_a_problem()
    {
        byte[] foreign = Entry(Read(Files[0]), ".signature.p7s");
        byte[] package = new NupkgBuilder("PwDemo", "1.0.0").Framework().File(".signature.p7s", foreign).Build();

        IntegrityAnswer answer = await CheckAsync(package);

        answer.Problem.ShouldNotBeNull();
        answer.SignedByRegistryAt.ShouldBeNull();
    }

    [Fact]
    public async Task Two_signatures_are_a_problem()
    {
        byte[] foreign = Entry(Read(Files[0]), ".signature.p7s");
        byte[] package = new NupkgBuilder("PwDemo", "1.0.0").Framework().File(".signature.p7s", foreign).File(".signature.p7s", foreign).Build();

        IntegrityAnswer answer = await CheckAsync(package);

        answer.Problem.ShouldNotBeNull();
        answer.SignedByRegistryAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_package_that_nobody_signed_says_nothing_of_itself() =>
        (await CheckAsync(new NupkgBuilder("PwDemo", "1.0.0").Framework().Build())).ShouldBe(IntegrityAnswer.Nothing);

    [Theory]
    [InlineData("")]
    [InlineData("not a zip at all")]
    public async Task What_cannot_be_read_is_a_problem(string text) =>
        (await CheckAsync(System.Text.Encoding.ASCII.GetBytes(text))).Problem.ShouldNotBeNull();

    [Fact]
    public async Task Other_ecosystems_sign_outside_of_the_artifact() =>
        (await Integrity.CheckAsync(Ecosystem.Npm, Read(Files[0]), default)).ShouldBe(IntegrityAnswer.Nothing);

    private static Task<IntegrityAnswer> CheckAsync(byte[] package) => Integrity.CheckAsync(Ecosystem.NuGet, package, default);

    private static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Signed", file));

    private static byte[] Entry(byte[] package, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        using Stream content = zip.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    // The signature is stored, not deflated, so its bytes stand in the file as they are: with its local header and its entry in the
    // directory it is what the signature cannot cover.
    private static (int From, int To) Signature(byte[] package)
    {
        byte[] p7s = Entry(package, ".signature.p7s");
        int at = package.AsSpan().IndexOf(p7s);
        at.ShouldBeGreaterThan(0);
        return (at - 64, package.Length);
    }
}
