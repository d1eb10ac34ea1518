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
        : this(names, marks, TaintMask.Of(names))
    {
    }

    private Taint(string[] names, Mark[] marks, TaintMask mask)
    {
        Names = names;
        Marks = marks;
        _mask = mask;
    }

    public static Taint None { get; } = new([], []);

    public string[] Names { get; }

    public Mark[] Marks { get; }

    public bool IsNone => Names.Length == 0 && Marks.Length == 0;

    private Value? _alone;

    /// <summary>A value of which nothing is known but that this flowed into it.</summary>
    public Value Alone => IsNone ? Value.Unknown : _alone ??= new Value { Taint = this };

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
    public Taint WithoutMarks() => Marks.Length == 0 ? this : Names.Length == 0 ? None : _withoutMarks ??= new(Names, [], _mask);

    private Taint? _withoutMarks;

    public Taint Without(string name) => !Has(name) ? this : new([.. Names.Where(other => other != name)], Marks);

    /// <summary>The same and that it comes from a method of a text or list.</summary>
    public Taint WithBuiltin(string mark) => _withBuiltin ??= With(mark);

    private Taint? _withBuiltin;

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

        // Most unions bring nothing new, and the same two meet again and again in loops.
        if (other.Marks.Length == 0 && _mask.Holds(other._mask))
        {
            return this;
        }

        if (_last is { } last && ReferenceEquals(last.Other, other))
        {
            return last.Union;
        }

        var union = Merged(other);
        _last = new Met(other, union);
        return union;
    }

    private readonly TaintMask _mask;

    private sealed record Met(Taint Other, Taint Union);

    private Met? _last;

    private Taint Merged(Taint other)
    {
        var names = Merge(Names, other.Names, StringComparer.Ordinal, MostNames);
        var marks = MergeMarks(Marks, other.Marks);
        return ReferenceEquals(names, Names) && ReferenceEquals(marks, Marks) ? this
            : new Taint(names, marks, ReferenceEquals(names, Names) ? _mask : ReferenceEquals(names, other.Names) ? other._mask : _mask.With(other._mask));
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
            if (!Contains(left, mark))
            {
                (merged ??= [.. left]).Add(mark);
            }
        }

        return merged is null ? left : [.. merged];
    }

    private static bool Contains(Mark[] marks, Mark mark)
    {
        foreach (var other in marks)
        {
            if (ReferenceEquals(other, mark))
            {
                return true;
            }
        }

        foreach (var other in marks)
        {
            if (other.Value.Length == mark.Value.Length && other == mark)
            {
                return true;
            }
        }

        return false;
    }
}
