using System.Text.RegularExpressions;

namespace PackageWall.Packages.NuGet;

/// <summary>
/// A NuGet version: one to four numbers, SemVer 2 labels without case, metadata cut. <c>1.0</c>, <c>1.0.0.0</c> and
/// <c>1.0.0+abc</c> are all <c>1.0.0</c> (NuGet docs, "Normalized version numbers").
/// </summary>
internal sealed partial class NuGetVersionNumber : VersionOrder
{
    private readonly uint[] _numbers;
    private readonly string[] _labels;

    private NuGetVersionNumber(uint[] numbers, string[] labels)
    {
        (_numbers, _labels) = (numbers, labels);
        string release = string.Join('.', numbers[3] == 0 ? numbers[..3] : numbers);
        Normalized = release + (labels.Length == 0 ? "" : "-" + string.Join('.', labels));
    }

    public override string Normalized { get; }

    public override bool IsPrerelease => _labels.Length > 0;

    public override ulong Major => _numbers[0];

    public static NuGetVersionNumber? Read(string text)
    {
        Match match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var numbers = new uint[4];
        for (int i = 0; i < 4; i++)
        {
            if (match.Groups[i + 1].Success && !uint.TryParse(match.Groups[i + 1].ValueSpan, out numbers[i]))
            {
                return null;
            }
        }

        return new NuGetVersionNumber(numbers, match.Groups[5].Success ? match.Groups[5].Value.ToLowerInvariant().Split('.') : []);
    }

    public override int CompareTo(VersionOrder? other)
    {
        if (other is not NuGetVersionNumber that)
        {
            return 1;
        }

        int order = _numbers.AsSpan().SequenceCompareTo(that._numbers);
        return order != 0 ? order : CompareLabels(_labels, that._labels);
    }

    [GeneratedRegex(@"^\s*([0-9]{1,10})(?:\.([0-9]{1,10}))?(?:\.([0-9]{1,10}))?(?:\.([0-9]{1,10}))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
