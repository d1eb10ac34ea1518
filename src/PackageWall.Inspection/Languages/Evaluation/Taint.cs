namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>A place or host that a text names, with the fact that using it makes: <c>read.secret.ssh</c> for <c>~/.ssh/id_rsa</c>.</summary>
internal sealed record Mark(string Fact, string Value);

/// <summary>
/// What flowed into a value: names of facts whose results it holds, and marks of places that it names. Immutable, kept sorted, bounded.
/// </summary>
internal sealed class Taint
{
    private const int MostNames = 64;
    private const int MostMarks = 96;

    private Taint(string[] names, Mark[] marks)
    {
        Names = names;
        Marks = marks;
    }

    public static Taint None { get; } = new([], []);

    public string[] Names { get; }

    public Mark[] Marks { get; }

    public bool IsNone => Names.Length == 0 && Marks.Length == 0;

    public static Taint Of(string name) => new([name], []);

    public static Taint Of(Mark[] marks) => marks.Length == 0 ? None : new([], marks);

    public bool Has(string name) => Array.BinarySearch(Names, name, StringComparer.Ordinal) >= 0;

    public bool HasAny(string prefix)
    {
        foreach (var name in Names)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same without marks: the result of reading a place is what was read, not the place.</summary>
    public Taint WithoutMarks() => Marks.Length == 0 ? this : Names.Length == 0 ? None : new(Names, []);

    public Taint Without(string name) => !Has(name) ? this : new([.. Names.Where(other => other != name)], Marks);

    public Taint With(string name) => Has(name) ? this : Union(Of(name));

    public Taint Union(Taint other)
    {
        if (ReferenceEquals(this, other) || other.IsNone)
        {
            return this;
        }

        if (IsNone)
        {
            return other;
        }

        // The same two meet again and again in loops.
        if (_last is { } last && ReferenceEquals(last.Other, other))
        {
            return last.Union;
        }

        var union = Merged(other);
        _last = new Met(other, union);
        return union;
    }

    private sealed record Met(Taint Other, Taint Union);

    private Met? _last;

    private Taint Merged(Taint other)
    {
        var names = Merge(Names, other.Names, StringComparer.Ordinal, MostNames);
        var marks = MergeMarks(Marks, other.Marks);
        return ReferenceEquals(names, Names) && ReferenceEquals(marks, Marks) ? this : new Taint(names, marks);
    }

    private static string[] Merge(string[] left, string[] right, StringComparer order, int most)
    {
        if (right.Length == 0 || left.Length >= most || ReferenceEquals(left, right))
        {
            return left;
        }

        if (left.Length == 0)
        {
            return right;
        }

        List<string>? merged = null;
        foreach (var name in right)
        {
            if (Array.BinarySearch(left, name, order) < 0)
            {
                (merged ??= [.. left]).Add(name);
            }
        }

        if (merged is null)
        {
            return left;
        }

        merged.Sort(order);
        return [.. merged];
    }

    private static Mark[] MergeMarks(Mark[] left, Mark[] right)
    {
        if (right.Length == 0 || left.Length >= MostMarks)
        {
            return left;
        }

        if (left.Length == 0)
        {
            return right;
        }

        List<Mark>? merged = null;
        foreach (var mark in right)
        {
            if (Array.IndexOf(left, mark) < 0)
            {
                (merged ??= [.. left]).Add(mark);
            }
        }

        return merged is null ? left : [.. merged];
    }
}
