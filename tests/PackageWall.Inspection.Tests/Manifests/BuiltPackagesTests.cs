using PackageWall.Inspection.Archives;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Manifests;

/// <summary>An honest package that the builders make has nothing odd about it, from its container to its manifest.</summary>
public sealed class BuiltPackagesTests
{
    public static TheoryData<Ecosystem, string, string> Packages => new()
    {
        { Ecosystem.Npm, "tar.gz", "npm" }, { Ecosystem.PyPi, "zip", "wheel" }, { Ecosystem.PyPi, "tar.gz", "sdist" }, { Ecosystem.NuGet, "zip", "nupkg" },
    };

    [Theory]
    [MemberData(nameof(Packages))]
    public void Honest_packages_have_no_anomaly(Ecosystem ecosystem, string container, string kind)
    {
        (string name, byte[] bytes) = kind switch
        {
            "npm" => Of(new NpmPackageBuilder("@scope/pad", "1.0.0").File("lib/index.js", "module.exports = 1;").With("main", "lib"), package => (package.FileName, package.Build())),
            "wheel" => Of(new WheelBuilder("pad", "1.0").File("pad/__init__.py", "").File("pad/data.bin", new byte[70_000]), wheel => (wheel.FileName, wheel.Build())),
            "sdist" => Of(new SdistBuilder("pad", "1.0").PlainSetup("pad").File("pad.py", "x = 1"), sdist => (sdist.FileName, sdist.Build())),
            _ => Of(new NupkgBuilder("Pad", "1.0.0").Framework().Targets(""), nupkg => (nupkg.FileName, nupkg.Build())),
        };
        ArchiveReading reading = ArchiveReader.Read(bytes, container, InspectionLimits.Default, CancellationToken.None);
        var tree = Trees.Builder.Build(ecosystem, reading, Trees.Budget());
        tree.Anomalies.ShouldBeEmpty();
        Inspection.Manifests.ManifestReader.Read(ecosystem, name, tree).Anomalies.ShouldBeEmpty();
    }

    private static (string Name, byte[] Bytes) Of<T>(T builder, Func<T, (string Name, byte[] Bytes)> build) => build(builder);
}
