namespace PackageWall.Packages;

/// <summary>What a version's ecosystem says of it: its normalised text and its place in the order.</summary>
internal abstract class VersionOrder : IComparable<VersionOrder>
{
    /// <summary>The normalised text.</summary>
    public abstract string Normalized { get; }

    /// <summary>The same text for all spellings that the ecosystem's tools take for one version.</summary>
    public virtual string Key => Normalized;

    /// <summary>Whether a plain range passes it over.</summary>
    public abstract bool IsPrerelease { get; }

    /// <summary>The first number.</summary>
    public abstract ulong Major { get; }

    /// <inheritdoc/>
    public abstract int CompareTo(VersionOrder? other);

    /// <summary>SemVer 2, section 11: labels left to right, and the longer list is later. How two labels compare is the ecosystem's.</summary>
    protected static int CompareLabels(string[] left, string[] right, Comparison<string> compare)
    {
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            int order = compare(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        // No label at all is the release itself, which is later than all of its prereleases.
        return (left.Length, right.Length) switch
        {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => -1,
            _ => left.Length.CompareTo(right.Length),
        };
    }

    /// <summary>Compares digit strings of any length by value.</summary>
    protected static int CompareNumbers(string left, string right)
    {
        ReadOnlySpan<char> a = left.AsSpan().TrimStart('0');
        ReadOnlySpan<char> b = right.AsSpan().TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }

    /// <summary>Whether the text is digits alone.</summary>
    protected static bool IsNumber(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
