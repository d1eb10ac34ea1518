using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;
using PackageWall.Testing.Archives;

namespace PackageWall.Inspection.Tests;

/// <summary>Promise 2 through the one door: an archive that two unpackers could read differently is never clean, in any ecosystem.</summary>
public sealed class HostileArchivesTests
{
    private static readonly Inspector Real = new(SignatureSet.Default, InspectionLimits.Default);

    [Theory]
    [InlineData(Ecosystem.Npm, "sample-1.0.0.tgz", "tar.gz")]
    [InlineData(Ecosystem.PyPi, "sample-1.0.0-py3-none-any.whl", "zip")]
    [InlineData(Ecosystem.PyPi, "sample-1.0.0.tar.gz", "tar.gz")]
    [InlineData(Ecosystem.NuGet, "sample.1.0.0.nupkg", "zip")]
    public void None_of_the_hostile_corpus_is_clean(Ecosystem ecosystem, string fileName, string container)
    {
        // What is hostile only because its name promises another container is left to the names that do.
        string[] clean = [.. HostileArchives.All()
            .Where(hostile => hostile.ExpectedContainer == container)
            .Where(hostile => Real.Inspect(new Artifact(ecosystem, fileName, hostile.Bytes)).Verdict == Verdict.Clean)
            .Select(hostile => hostile.Name)];
        clean.ShouldBeEmpty();
    }
}
