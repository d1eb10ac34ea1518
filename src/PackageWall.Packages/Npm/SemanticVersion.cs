using System.Globalization;
using System.Text.RegularExpressions;

namespace PackageWall.Packages.Npm;

/// <summary>
/// A SemVer 2 version as npm reads it: a leading <c>v</c> or <c>=</c> is dropped, build metadata is kept out of the order
/// (semver.org, sections 9 to 11).
/// </summary>
internal sealed partial class SemanticVersion : VersionOrder
{
    // JavaScript's largest whole number; npm refuses more.
    private const ulong LargestNumber = (1UL << 53) - 1;

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
            if (!ulong.TryParse(match.Groups[i + 1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] > LargestNumber)
            {
                return null;
            }
        }

        return new SemanticVersion(numbers, match.Groups[4].Success ? [.. match.Groups[4].Value.Split('.').Select(Label)] : []);
    }

    public override int CompareTo(VersionOrder? other)
    {
        if (other is not SemanticVersion that)
        {
            return 1;
        }

        int order = _numbers.AsSpan().SequenceCompareTo(that._numbers);
        return order != 0 ? order : CompareLabels(_labels, that._labels, CompareLabel);
    }

    // Section 11.4: numbers by value and below words, words by character code.
    private static int CompareLabel(string left, string right) => (IsNumber(left), IsNumber(right)) switch
    {
        (true, true) => CompareNumbers(left, right),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.CompareOrdinal(left, right),
    };

    // npm reads a numeric label as a number: 1.0.0-01 is 1.0.0-1.
    private static string Label(string text) => IsNumber(text) && text.TrimStart('0') is var number ? number.Length == 0 ? "0" : number : text;

    [GeneratedRegex(@"^[v=\s]*([0-9]+)\.([0-9]+)\.([0-9]+)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
