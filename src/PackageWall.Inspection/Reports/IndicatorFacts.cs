using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Packages;

namespace PackageWall.Inspection.Reports;

/// <summary>Finds files and versions that are known from attacks, by the lists under <c>signatures/vocabulary</c>. Hosts are found by the readers of code.</summary>
internal static class IndicatorFacts
{
    /// <summary>A fact for every known file, and one when the version itself is known.</summary>
    public static IEnumerable<Fact> Of(Artifact artifact, string sha256, Manifest manifest, PackageTree tree)
    {
        string declaredIn = manifest.EntryPoints.Count > 0 ? manifest.EntryPoints[0].DeclaredIn : "";
        if (manifest.Name is { } name && manifest.Version is { } version)
        {
            string package = PackageName.TryParse(artifact.Ecosystem, name, out PackageName? known) ? known.Value : name;
            string number = PackageVersion.TryParse(artifact.Ecosystem, version, out PackageVersion? parsed) ? parsed.Value : version;
            if (Vocabulary.Default.IsIndicatorPackage($"{artifact.Ecosystem.Name()} {package}@{number}"))
            {
                yield return new Fact { Name = "indicator.package", File = declaredIn, Value = $"{package}@{number}", Evidence = $"{package}@{number} is known from an attack" };
            }
        }

        if (Vocabulary.Default.IsIndicatorFile(sha256))
        {
            yield return new Fact { Name = "indicator.file", File = artifact.FileName, Value = sha256, Evidence = $"{artifact.FileName} has the SHA-256 {sha256}" };
        }

        foreach (PackageFile file in tree.Files.Values)
        {
            if (Vocabulary.Default.IsIndicatorFile(file.Sha256))
            {
                yield return new Fact { Name = "indicator.file", File = file.Path, Value = file.Sha256, Evidence = $"{file.Path} has the SHA-256 {file.Sha256}" };
            }
        }
    }
}
