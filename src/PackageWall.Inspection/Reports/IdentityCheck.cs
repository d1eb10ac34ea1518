using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Packages;

namespace PackageWall.Inspection.Reports;

/// <summary>Compares the name and version inside a package with those that the registry gives it, by the ecosystem's own rules.</summary>
internal static class IdentityCheck
{
    public static IEnumerable<Fact> Facts(Artifact artifact, Manifest manifest)
    {
        string declaredIn = manifest.EntryPoints.Count > 0 ? manifest.EntryPoints[0].DeclaredIn : "";
        if (artifact.ExpectedName is { } name && manifest.Name is { } ownName && NameOf(artifact.Ecosystem, name) != NameOf(artifact.Ecosystem, ownName))
        {
            yield return Mismatch("manifest.name-mismatch", declaredIn, name, ownName);
        }

        if (artifact.ExpectedVersion is { } version && manifest.Version is { } ownVersion
            && VersionOf(artifact.Ecosystem, version) != VersionOf(artifact.Ecosystem, ownVersion))
        {
            yield return Mismatch("manifest.version-mismatch", declaredIn, version, ownVersion);
        }
    }

    /// <summary>Whether a fact only says that a package installs the command it is named for: whoever asks for the package wants the command.</summary>
    public static bool IsOwnCommand(Fact fact, Manifest manifest) =>
        fact.Name == "manifest.system-command" && fact.Value is { } command && SystemCommands.IsMeant(command, manifest.Name);

    private static Fact Mismatch(string fact, string file, string expected, string own) => new()
    {
        Name = fact,
        File = file,
        Value = own,
        Evidence = $"the registry says {expected}, the package says {own}",
    };

    private static string NameOf(Ecosystem ecosystem, string text) => PackageName.TryParse(ecosystem, text, out PackageName? name) ? name.Value : text;

    private static string VersionOf(Ecosystem ecosystem, string text) => PackageVersion.TryParse(ecosystem, text, out PackageVersion? version) ? version.Value : text;
}
