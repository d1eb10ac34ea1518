using PackageWall.Testing.Packages;

namespace PackageWall.Cli.Tests.Baseline;

/// <summary>The command with the real inspection behind it.</summary>
public sealed class BaselineCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("packagewall").FullName;
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    private string Target => Path.Combine(_folder, "npm.yaml");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Findings_become_pins_without_reasons_and_again_nothing_changes()
    {
        string archive = await Installer();

        (await Run("baseline", archive, "--write", Target)).ShouldBe(ExitCode.Fine);

        string written = await File.ReadAllTextAsync(Target);
        written.ShouldContain("  - package: \"sample\"\n    rule: installs-more-packages\n");
        written.ShouldContain("    seen: \"1.0.0\"\n    why: \"\"\n");
        string reasoned = written.Replace("why: \"\"", "why: \"Read.\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Target, reasoned);
        (await Run("baseline", archive, "--write", Target)).ShouldBe(ExitCode.Fine);
        (await File.ReadAllTextAsync(Target)).ShouldBe(reasoned);
        _error.ToString().ShouldContain("0 new pins; 0 want a reason.");
    }

    [Fact]
    public async Task All_that_a_pin_answers_for_is_listed_for_who_gives_the_reason()
    {
        string archive = await Write("many.tgz", new NpmPackageBuilder("sample", "1.0.0").Script("postinstall", "node hook.js")
            .File("hook.js", string.Concat(Enumerable.Range(1, 30).Select(number => $"require('child_process').execSync('npm install part{number}');\n"))));

        await Run("baseline", archive);

        foreach (int number in Enumerable.Range(1, 30))
        {
            _error.ToString().ShouldContain($"hook.js:{number}  execute.install  npm install part{number}");
        }
    }

    [Fact]
    public async Task Scans_with_a_folder_of_signatures_use_its_pins_and_show_them()
    {
        string archive = await Installer();
        string signatures = Path.Combine(_folder, "signatures");
        await Copy("installs-more-packages", signatures);
        Directory.CreateDirectory(Path.Combine(signatures, "baselines"));
        string pins = Path.Combine(signatures, "baselines", "npm.yaml");
        (await Run("scan", archive, "--signatures", signatures)).ShouldBe(ExitCode.Held);

        (await Run("baseline", archive, "--write", pins, "--signatures", signatures)).ShouldBe(ExitCode.Fine);

        (await Run("scan", archive, "--signatures", signatures)).ShouldBe(ExitCode.Usage, "a reason is missing");
        _error.ToString().ShouldContain("'why' is empty");
        await File.WriteAllTextAsync(pins, (await File.ReadAllTextAsync(pins)).Replace("why: \"\"", "why: \"Read by somebody.\"", StringComparison.Ordinal));
        (await Run("scan", archive, "--signatures", signatures)).ShouldBe(ExitCode.Fine);
        _out.ToString().ShouldContain("Read by somebody.");
        (await Run("scan", archive, "--signatures", signatures, "--format", "json")).ShouldBe(ExitCode.Fine);
        _out.ToString().ShouldContain("\"pinned\":\"Read by somebody.\"");
    }

    [Fact]
    public async Task What_may_never_be_pinned_is_listed_as_refused()
    {
        string archive = await Write("stays.tgz", new NpmPackageBuilder("sample", "1.0.0").Script("postinstall", "node hook.js")
            .File("hook.js", "require('fs').appendFileSync(require('os').homedir() + '/.bashrc', 'echo inert');\n"));

        (await Run("baseline", archive)).ShouldBe(ExitCode.Held);

        _error.ToString().ShouldContain("sample 1.0.0: makes-itself-stay");
        _out.ToString().ShouldNotContain("makes-itself-stay");
    }

    [Fact]
    public async Task A_file_that_is_not_named_for_an_ecosystem_is_refused() =>
        (await Run("baseline", await Installer(), "--write", Path.Combine(_folder, "pins.yaml"))).ShouldBe(ExitCode.Usage);

    private Task<string> Installer() => Write("sample.tgz", new NpmPackageBuilder("sample", "1.0.0").Script("postinstall", "node hook.js")
        .File("hook.js", "require('child_process').execSync('npm install part@1.0.0');\n"));

    private async Task<string> Write(string name, NpmPackageBuilder package)
    {
        string path = Path.Combine(_folder, name);
        await File.WriteAllBytesAsync(path, package.Build());
        return path;
    }

    /// <summary>A folder of signatures with one rule of the product.</summary>
    private static async Task Copy(string rule, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "rules"));
        using Stream stream = typeof(Inspection.Inspector).Assembly.GetManifestResourceStream($"signatures/rules/{rule}.yaml")!;
        using StreamReader reader = new(stream);
        await File.WriteAllTextAsync(Path.Combine(folder, "rules", rule + ".yaml"), await reader.ReadToEndAsync());
    }

    private Task<int> Run(params string[] arguments) => CommandLine.RunAsync(arguments, new Terminal { In = TextReader.Null, Out = _out, Error = _error });
}
