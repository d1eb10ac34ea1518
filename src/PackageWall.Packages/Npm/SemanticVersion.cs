using System.Buffers;
using System.Globalization;

namespace PackageWall.Packages.Npm;

/// <summary>
/// A SemVer 2 version as npm reads it: a leading <c>v</c> or <c>=</c> is dropped, build metadata is kept out of the order
/// (semver.org, sections 9 to 11).
/// </summary>
/// <remarks>
/// A packument has thousands of these and is read whenever it changes, so a version keeps its text and numbers alone; labels are
/// found in the text when two versions are compared.
/// </remarks>
internal sealed class SemanticVersion : VersionOrder
{
    // JavaScript's largest whole number; npm refuses more.
    private const ulong LargestNumber = (1UL << 53) - 1;

    private static readonly SearchValues<char> LabelCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.");

    private readonly ulong _major;
    private readonly ulong _minor;
    private readonly ulong _patch;

    // Where the labels start in the normalised text; its length when there are none.
    private readonly int _labels;

    private SemanticVersion(ulong major, ulong minor, ulong patch, string normalized, int labels)
    {
        (_major, _minor, _patch, _labels) = (major, minor, patch, labels);
        Normalized = normalized;
    }

    public override string Normalized { get; }

    public override bool IsPrerelease => _labels < Normalized.Length;

    public override ulong Major => _major;

    private ReadOnlySpan<char> Labels => Normalized.AsSpan(_labels);

    // [v=\s]* number.number.number (-labels)? (+labels)? \s*
    public static SemanticVersion? Read(string text)
    {
        ReadOnlySpan<char> rest = text;
        while (rest.Length > 0 && (rest[0] is 'v' or '=' || char.IsWhiteSpace(rest[0])))
        {
            rest = rest[1..];
        }

        rest = rest.TrimEnd();
        ReadOnlySpan<char> start = rest;
        if (!TryNumber(ref rest, out ulong major) || !TryDot(ref rest)
            || !TryNumber(ref rest, out ulong minor) || !TryDot(ref rest)
            || !TryNumber(ref rest, out ulong patch))
        {
            return null;
        }

        ReadOnlySpan<char> numbers = start[..^rest.Length];
        ReadOnlySpan<char> labels = [];
        if (rest.Length > 0 && rest[0] == '-')
        {
            int plus = rest.IndexOf('+');
            labels = plus < 0 ? rest[1..] : rest[1..plus];
            rest = plus < 0 ? [] : rest[plus..];
            if (!AreLabels(labels))
            {
                return null;
            }
        }

        if (rest.Length > 0 && (rest[0] != '+' || !AreLabels(rest[1..])))
        {
            return null;
        }

        string normalized = Normalize(text, numbers, labels, major, minor, patch);
        int dash = normalized.IndexOf('-', StringComparison.Ordinal);
        return new SemanticVersion(major, minor, patch, normalized, dash < 0 ? normalized.Length : dash + 1);
    }

    public override int CompareTo(VersionOrder? other)
    {
        if (other is not SemanticVersion that)
        {
            return 1;
        }

        int order = _major.CompareTo(that._major);
        order = order != 0 ? order : _minor.CompareTo(that._minor);
        order = order != 0 ? order : _patch.CompareTo(that._patch);
        return order != 0 ? order : CompareLabels(Labels, that.Labels);
    }

    // SemVer 2, section 11: no label at all is the release itself, which is later than all of its prereleases; else labels left to
    // right, and the longer list is later.
    private static int CompareLabels(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.IsEmpty.CompareTo(right.IsEmpty);
        }

        while (!left.IsEmpty && !right.IsEmpty)
        {
            int order = CompareLabel(Next(ref left), Next(ref right));
            if (order != 0)
            {
                return order;
            }
        }

        return right.IsEmpty.CompareTo(left.IsEmpty);
    }

    // Section 11.4: numbers by value and below words, words by character code. Numbers have no leading zeros here.
    private static int CompareLabel(ReadOnlySpan<char> left, ReadOnlySpan<char> right) => (IsNumber(left), IsNumber(right)) switch
    {
        (true, true) when left.Length != right.Length => left.Length.CompareTo(right.Length),
        (true, false) => -1,
        (false, true) => 1,
        _ => left.SequenceCompareTo(right),
    };

    // The first label of a list, which then starts behind it. No label is empty.
    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> labels)
    {
        int dot = labels.IndexOf('.');
        ReadOnlySpan<char> first = dot < 0 ? labels : labels[..dot];
        labels = dot < 0 ? [] : labels[(dot + 1)..];
        return first;
    }

    private static bool TryNumber(ref ReadOnlySpan<char> text, out ulong number)
    {
        int length = text.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = length < 0 ? text : text[..length];
        text = text[digits.Length..];
        return ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= LargestNumber;
    }

    private static bool TryDot(ref ReadOnlySpan<char> text)
    {
        bool found = text.Length > 0 && text[0] == '.';
        text = found ? text[1..] : text;
        return found;
    }

    private static bool AreLabels(ReadOnlySpan<char> text) =>
        text.Length > 0 && text[0] != '.' && text[^1] != '.' && text.IndexOf("..") < 0 && !text.ContainsAnyExcept(LabelCharacters);

    // Most texts are their own normal form, and then it is the same string.
    private static string Normalize(string text, ReadOnlySpan<char> numbers, ReadOnlySpan<char> labels, ulong major, ulong minor, ulong patch)
    {
        bool same = text.Length == numbers.Length + (labels.IsEmpty ? 0 : labels.Length + 1);
        if (same && !HasLeadingZero(numbers) && !HasLeadingZero(labels))
        {
            return text;
        }

        string plain = string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}.{patch}");
        return labels.IsEmpty ? plain : plain + "-" + string.Join('.', labels.ToString().Split('.').Select(Label));
    }

    private static bool HasLeadingZero(ReadOnlySpan<char> parts)
    {
        while (!parts.IsEmpty)
        {
            ReadOnlySpan<char> part = Next(ref parts);
            if (part.Length > 1 && part[0] == '0' && IsNumber(part))
            {
                return true;
            }
        }

        return false;
    }

    // npm reads a numeric label as a number: 1.0.0-01 is 1.0.0-1.
    private static string Label(string text) => IsNumber(text) && text.TrimStart('0') is var number ? number.Length == 0 ? "0" : number : text;
}
