using System.Globalization;
using System.Text.RegularExpressions;

namespace PackageWall.Packages.NuGet;

/// <summary>
/// A NuGet version: one to four numbers, SemVer 2 labels without case, metadata cut. <c>1.0</c>, <c>1.0.0.0</c> and
/// <c>1.0.0+abc</c> are all <c>1.0.0</c> (NuGet docs, "Normalized version numbers").
/// </summary>
internal sealed partial class NuGetVersionNumber : VersionOrder
{
    private readonly int[] _numbers;
    private readonly string[] _labels;

    private NuGetVersionNumber(int[] numbers, string[] labels)
    {
        (_numbers, _labels) = (numbers, labels);
        string release = string.Join('.', numbers[3] == 0 ? numbers[..3] : numbers);
        Normalized = release + (labels.Length == 0 ? "" : "-" + string.Join('.', labels));
        Key = release + (labels.Length == 0 ? "" : "-" + string.Join('.', labels.Select(label => IsSmall(label, out int number) ? number.ToString(CultureInfo.InvariantCulture) : label)));
    }

    public override string Normalized { get; }

    public override string Key { get; }

    public override bool IsPrerelease => _labels.Length > 0;

    public override ulong Major => (ulong)_numbers[0];

    public static NuGetVersionNumber? Read(string text)
    {
        Match match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var numbers = new int[4];
        for (int i = 0; i < 4; i++)
        {
            if (match.Groups[i + 1].Success && !int.TryParse(match.Groups[i + 1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
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
        return order != 0 ? order : CompareLabels(_labels, that._labels, CompareLabel);
    }

    // As NuGet's own comparer does it: what fits 32 bits (with a sign) is a number and earlier than words, longer digits are words.
    private static int CompareLabel(string left, string right) => (IsSmall(left, out int a), IsSmall(right, out int b)) switch
    {
        (true, true) => a.CompareTo(b),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.CompareOrdinal(left, right),
    };

    private static bool IsSmall(string label, out int number) =>
        int.TryParse(label, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    // NuGet takes spaces around numbers, and refuses labels of digits that begin with a zero (semver.org, section 9).
    private const string Number = @"\s*([0-9]+)\s*";
    private const string Label = @"(?!0[0-9]+(?:[.+\s]|$))[0-9A-Za-z-]+";
    private const string Metadata = @"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*";

    [GeneratedRegex(
        $@"^{Number}(?:\.{Number})?(?:\.{Number})?(?:\.{Number})?(?:-({Label}(?:\.{Label})*))?(?:\+{Metadata})?\s*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
