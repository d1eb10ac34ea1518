using System.Text.RegularExpressions;

namespace PackageWall.Packages.Npm;

/// <summary>
/// A SemVer 2 version as npm reads it: a leading <c>v</c> or <c>=</c> is dropped, build metadata is kept out of the order
/// (semver.org, sections 9 to 11).
/// </summary>
internal sealed partial class SemanticVersion : VersionOrder
{
    private readonly ulong[] _numbers;
    private readonly string[] _labels;

    private SemanticVersion(ulong[] numbers, string[] labels)
    {
        (_numbers, _labels) = (numbers, labels);
        Normalized = string.Join('.', numbers) + (labels.Length == 0 ? "" : "-" + string.Join('.', labels));
    }

    public override string Normalized { get; }

    public override bool IsPrerelease => _labels.Length > 0;

    public override ulong Major => _numbers[0];

    public static SemanticVersion? Read(string text)
    {
        Match match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var numbers = new ulong[3];
        for (int i = 0; i < 3; i++)
        {
            if (!ulong.TryParse(match.Groups[i + 1].ValueSpan, out numbers[i]))
            {
                return null;
            }
        }

        return new SemanticVersion(numbers, match.Groups[4].Success ? match.Groups[4].Value.Split('.') : []);
    }

    public override int CompareTo(VersionOrder? other)
    {
        if (other is not SemanticVersion that)
        {
            return 1;
        }

        int order = _numbers.AsSpan().SequenceCompareTo(that._numbers);
        return order != 0 ? order : CompareLabels(_labels, that._labels);
    }

    [GeneratedRegex(@"^[v=\s]*([0-9]{1,16})\.([0-9]{1,16})\.([0-9]{1,16})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
