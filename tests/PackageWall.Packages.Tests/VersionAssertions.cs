namespace PackageWall.Packages.Tests;

/// <summary>What holds for versions of every ecosystem.</summary>
internal static class VersionAssertions
{
    /// <summary>Each entry is a version, or spellings of one version separated by bars. Checks every pair, both ways.</summary>
    public static void ShouldBeInOrder(Ecosystem ecosystem, params string[] ascending)
    {
        PackageVersion[][] groups = [.. ascending.Select(entry => entry.Split('|').Select(text => PackageVersion.Parse(ecosystem, text)).ToArray())];
        for (int i = 0; i < groups.Length; i++)
        {
            for (int j = 0; j < groups.Length; j++)
            {
                foreach (PackageVersion left in groups[i])
                {
                    foreach (PackageVersion right in groups[j])
                    {
                        Math.Sign(left.CompareTo(right)).ShouldBe(Math.Sign(i.CompareTo(j)), $"{left} beside {right}");
                        left.Equals(right).ShouldBe(i == j, $"{left} beside {right}");
                        (left.Key == right.Key).ShouldBe(i == j, $"{left} beside {right}");
                        (left.GetHashCode() == right.GetHashCode() || i != j).ShouldBeTrue($"{left} beside {right}");
                    }
                }
            }
        }
    }

    /// <summary>The normalised text, or null when it is no version. Normalising twice changes nothing.</summary>
    public static string? Normalize(Ecosystem ecosystem, string? text)
    {
        if (!PackageVersion.TryParse(ecosystem, text, out PackageVersion? version))
        {
            return null;
        }

        PackageVersion again = PackageVersion.Parse(ecosystem, version.Value);
        again.Value.ShouldBe(version.Value);
        again.ShouldBe(version);
        again.CompareTo(version).ShouldBe(0);
        return version.Value;
    }
}
