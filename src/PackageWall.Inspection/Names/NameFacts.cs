using System.Globalization;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Names;

/// <summary>What a package's name and version say by themselves: whom it could be mistaken for, and a number that no project grows to.</summary>
internal static class NameFacts
{
    // Resolvers take the highest number; years and build dates are higher still and mean nothing.
    private const int FirstJump = 90;
    private const int FirstYear = 1900;

    public static IEnumerable<Fact> Of(Artifact artifact, Manifest manifest, string declaredIn)
    {
        string? name = artifact.ExpectedName ?? manifest.Name;
        if (name is not null && PopularNames.Of(artifact.Ecosystem).Imitated(name) is { } imitation)
        {
            yield return new Fact { Name = "name.squat", File = declaredIn, Value = imitation.Popular, Evidence = $"{name} is close to {imitation.Popular}: {imitation.Manner}" };
        }

        string? version = artifact.ExpectedVersion ?? manifest.Version;
        if (Major(version) is >= FirstJump and < FirstYear && (artifact.Earlier is null || Major(artifact.EarlierVersion) < FirstJump / 2))
        {
            yield return new Fact { Name = "name.version-jump", File = declaredIn, Value = version, Evidence = artifact.EarlierVersion is { } earlier ? $"{earlier} to {version}" : $"{version}, and no earlier version is known" };
        }

        if (artifact.Earlier is null)
        {
            yield return new Fact { Name = "change.unknown", File = declaredIn, Value = "note", Evidence = "No earlier version is known" };
        }
    }

    private static int? Major(string? version)
    {
        if (version is null)
        {
            return null;
        }

        int end = version.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? version : version[..end], NumberStyles.None, CultureInfo.InvariantCulture, out int major) ? major : null;
    }
}
