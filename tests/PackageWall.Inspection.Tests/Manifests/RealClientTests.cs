using System.ComponentModel;
using System.Diagnostics;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Manifests;

/// <summary>The packages that tests build are real ones: the real clients install them, offline. A client that is not installed here is passed over.</summary>
public sealed class RealClientTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("packagewall-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Npm_installs_the_tarball()
    {
        var package = new NpmPackageBuilder("inert", "1.0.0").With("main", "lib/a.js").File("lib/a.js", "module.exports = 1;");
        await Write(package.FileName, package.Build());
        await Write("package.json", "{\"name\":\"app\",\"version\":\"1.0.0\"}"u8.ToArray());
        if (await Run("npm", "install", $"./{package.FileName}", "--offline", "--no-audit", "--no-fund", "--cache", "cache"))
        {
            File.ReadAllText(At("node_modules/inert/lib/a.js")).ShouldBe("module.exports = 1;");
        }
    }

    [Fact]
    public async Task Pip_installs_the_wheel_with_its_schemes_and_commands()
    {
        var wheel = new WheelBuilder("inert-wheel", "1.0").File("inert.py", "def main():\n    print('inert')\n").File("inert.pth", "inert_folder\n")
            .Data("purelib", "other.py", "").EntryPoint("console_scripts", "inert", "inert:main");
        await Write($"links/{wheel.FileName}", wheel.Build());
        if (await Run("python3", "-m", "pip", "install", "--no-index", "--no-deps", "--find-links", "links", "--target", "site", "--disable-pip-version-check", "inert-wheel==1.0"))
        {
            File.Exists(At("site/inert.py")).ShouldBeTrue();
            File.Exists(At("site/inert.pth")).ShouldBeTrue();
            File.Exists(At("site/other.py")).ShouldBeTrue();
            File.Exists(At("site/bin/inert")).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Pip_builds_the_source_distribution()
    {
        var sdist = new SdistBuilder("inert-source", "1.0").PlainSetup("inert").File("inert.py", "x = 1\n");
        await Write($"links/{sdist.FileName}", sdist.Build());
        if (await Run("python3", "-c", "import setuptools, wheel")
            && await Run("python3", "-m", "pip", "install", "--no-index", "--no-deps", "--no-build-isolation", "--find-links", "links", "--target", "site", "--disable-pip-version-check", "inert-source==1.0"))
        {
            File.Exists(At("site/inert.py")).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Dotnet_restores_the_package()
    {
        var package = new NupkgBuilder("Inert.Package", "1.0.0").Framework().Targets("<PropertyGroup><Inert>yes</Inert></PropertyGroup>");
        await Write($"feed/{package.FileName}", package.Build());
        await Write("app.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences></PropertyGroup><ItemGroup><PackageReference Include=\"Inert.Package\" Version=\"[1.0.0]\" /></ItemGroup></Project>"u8.ToArray());
        await Write("nuget.config", "<configuration><packageSources><clear /><add key=\"local\" value=\"feed\" /></packageSources></configuration>"u8.ToArray());
        if (await Run("dotnet", "restore", "app.csproj", "--packages", "packages", "--disable-build-servers"))
        {
            File.Exists(At("packages/inert.package/1.0.0/build/Inert.Package.targets")).ShouldBeTrue();
            File.ReadAllText(At("obj/app.csproj.nuget.g.targets")).ShouldContain("Inert.Package.targets");
        }
    }

    private string At(string path) => Path.Combine(_folder.FullName, path);

    private async Task Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        await File.WriteAllBytesAsync(At(path), content);
    }

    /// <summary>False when the program is not there; a program that fails, fails the test with what it said.</summary>
    private async Task<bool> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };

        // What the test runner sets for itself would lead the SDK astray.
        foreach (string name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        try
        {
            using var process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token);
            if (process.ExitCode != 0 && program == "python3" && arguments[0] == "-c")
            {
                return false;
            }

            process.ExitCode.ShouldBe(0, $"{await output}\n{await error}");
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
