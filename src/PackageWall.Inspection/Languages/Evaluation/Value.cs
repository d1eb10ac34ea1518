using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>
/// What an expression may be: some constants, some API paths, some functions of the file, and what flowed into it. All of them may
/// hold at once, because a name may have been given several values. Immutable; containers inside have identity and may grow.
/// </summary>
/// <remarks>
/// Constants are <see cref="string"/>, <see cref="PartialText"/>, <see cref="T:byte[]"/>, <see cref="double"/>, <see cref="bool"/>,
/// <see cref="Nothing"/>, <see cref="ListData"/> and <see cref="ObjectData"/>.
/// </remarks>
internal sealed record Value
{
    /// <summary>Candidates kept when a name has several values.</summary>
    public const int MostCandidates = 4;

    private const int MostClosures = 16;

    public static Value Unknown { get; } = new();

    private object[] _constants = [];
    private readonly bool _grows;
    private readonly Details? _details;

    public object[] Constants
    {
        get => _grows ? Whole() : _constants;
        init => (_constants, _grows) = (value, false);
    }

    public ApiNode[] Apis { get; init; } = [];

    public Closure[] Closures { get; init; } = [];

    public Taint Taint { get; init; } = Taint.None;

    /// <summary>How the constants were hidden, outermost first and joined by <c>+</c>; null for constants as written.</summary>
    public string? Encoding
    {
        get => _details?.Encoding;
        init => _details = Details.Of(value, _details?.Subject, _details?.WholeFile);
    }

    /// <summary>What an object was made for: the URL of a connection, the path of an open file.</summary>
    public string? Subject
    {
        get => _details?.Subject;
        init => _details = Details.Of(_details?.Encoding, value, _details?.WholeFile);
    }

    /// <summary>The file whose text it is, from its first letter to its last; what is made of that is another text.</summary>
    public string? WholeFile
    {
        get => _details?.WholeFile;
        init => _details = Details.Of(_details?.Encoding, _details?.Subject, value);
    }

    // What few values have: apart, so that the others are small.
    private sealed record Details(string? Encoding, string? Subject, string? WholeFile)
    {
        public static Details? Of(string? encoding, string? subject, string? wholeFile) =>
            encoding is null && subject is null && wholeFile is null ? null : new(encoding, subject, wholeFile);
    }

    /// <summary>The text that it is while it is put together piece by piece, or null: asking for its constants would put it together now.</summary>
    public GrowingText? Growing => _grows ? _constants[0] as GrowingText : null;

    /// <summary>A text to which more may be added.</summary>
    public Value(GrowingText text) => (_constants, _grows) = ([text], true);

    /// <summary>Nothing is known, until it is said.</summary>
    public Value()
    {
    }

    // Shared by all copies of the value, so that it is put together once.
    private object[] Whole()
    {
        if (_constants[0] is GrowingText text)
        {
            _constants[0] = text.Whole;
        }

        return _constants;
    }

    public object? Single => Constants.Length == 1 ? Constants[0] : null;

    /// <summary>The only whole text it can be, or null.</summary>
    public string? Text => Single as string;

    /// <summary>The first text that it can be, holes shown as <c>…</c>; null when there is none.</summary>
    public string? SomeText
    {
        get
        {
            foreach (var constant in Constants)
            {
                switch (constant)
                {
                    case string text:
                        return text;
                    case PartialText partial:
                        return partial.Shown;
                    case byte[] bytes when bytes.Length <= 4096:
                        return System.Text.Encoding.UTF8.GetString(bytes);
                }
            }

            return null;
        }
    }

    public double? Number => Single switch { double number => number, bool flag => flag ? 1 : 0, _ => null };

    public ListData? List => Single as ListData;

    public ObjectData? Object
    {
        get
        {
            foreach (var constant in Constants)
            {
                if (constant is ObjectData data)
                {
                    return data;
                }
            }

            return null;
        }
    }

    public static Value Of(object constant) => new() { Constants = [constant] };

    private static readonly Value True = new() { Constants = [true] };
    private static readonly Value False = new() { Constants = [false] };
    private static readonly Value[] FewNumbers = [.. Enumerable.Range(0, 256).Select(number => new Value { Constants = [(double)number] })];

    /// <summary>Nothing at all: null, None, undefined.</summary>
    public static Value Absent { get; } = new() { Constants = [Nothing.Instance] };

    public static Value Of(bool constant) => constant ? True : False;

    /// <summary>A number; most are small and stand for the same values again and again.</summary>
    public static Value Of(double number) => number >= 0 && number < FewNumbers.Length && (int)number is var whole && whole == number && !double.IsNegative(number) ? FewNumbers[whole] : new() { Constants = [number] };

    public static Value Of(object constant, Taint taint) => new() { Constants = [constant], Taint = taint };

    public static Value Of(ApiNode? api) => api is null ? Unknown : new() { Apis = [api] };

    public static Value Of(Closure closure) => new() { Closures = [closure] };

    public static Value Tainted(Taint taint) => taint.Alone;

    public Value With(Taint taint)
    {
        var union = Taint.Union(taint);
        return ReferenceEquals(union, Taint) ? this : ReferenceEquals(this, Unknown) ? union.Alone : this with { Taint = union };
    }

    /// <summary>The same, made for something: most values are made for nothing, and stay what they are.</summary>
    public Value About(string? subject) => ReferenceEquals(subject, Subject) ? this : this with { Subject = subject };

    /// <summary>
    /// Its own taint and that of what is inside. Containers take on the taint of what is put into them, so a look two levels down is
    /// only for what was put into their elements later.
    /// </summary>
    public Taint DeepTaint(int levels = 2)
    {
        var taint = Taint;
        if (levels > 0)
        {
            foreach (var constant in Constants)
            {
                taint = constant switch
                {
                    ListData list => taint.Union(list.DeepTaint(levels - 1)),
                    ObjectData data => taint.Union(data.DeepTaint(levels - 1)),
                    _ => taint,
                };
            }
        }

        return taint;
    }

    /// <summary>Either of two; the newer comes first.</summary>
    public static Value Join(Value newer, Value older)
    {
        if (ReferenceEquals(newer, older))
        {
            return newer;
        }

        if (ReferenceEquals(older, Unknown) || ReferenceEquals(newer, Unknown))
        {
            var known = ReferenceEquals(older, Unknown) ? newer : older;
            return known.WholeFile is null ? known : known with { WholeFile = null };
        }

        var constants = Join(newer.Constants, older.Constants, MostCandidates);
        var apis = Join(newer.Apis, older.Apis, MostCandidates);
        var closures = Join(newer.Closures, older.Closures, MostClosures);
        var taint = newer.Taint.Union(older.Taint);
        var encoding = newer.Encoding ?? older.Encoding;
        var subject = newer.Subject ?? older.Subject;

        // Most joins add nothing: the same value then, so that the next join sees at once that it is.
        return ReferenceEquals(constants, newer.Constants) && ReferenceEquals(apis, newer.Apis) && ReferenceEquals(closures, newer.Closures)
            && ReferenceEquals(taint, newer.Taint) && ReferenceEquals(encoding, newer.Encoding) && ReferenceEquals(subject, newer.Subject) && newer.WholeFile == older.WholeFile
            ? newer
            : new Value { Constants = constants, Apis = apis, Closures = closures, Taint = taint, Encoding = encoding, Subject = subject };
    }

    /// <summary>Joins what one candidate gives to what others gave, where <see cref="Unknown"/> means that none did yet.</summary>
    public static Value Gather(Value found, Value gathered) => ReferenceEquals(gathered, Unknown) ? found : Join(found, gathered);

    private static T[] Join<T>(T[] newer, T[] older, int most)
        where T : class
    {
        if (older.Length == 0 || newer.Length >= most)
        {
            return newer;
        }

        if (newer.Length == 0)
        {
            return older;
        }

        var count = newer.Length;
        T[]? joined = null;
        foreach (var item in older)
        {
            if (count < most && !Contains(newer, item))
            {
                if (joined is null)
                {
                    joined = new T[Math.Min(most, newer.Length + older.Length)];
                    newer.CopyTo(joined, 0);
                }

                joined[count++] = item;
            }
        }

        if (joined is not null && count < joined.Length)
        {
            Array.Resize(ref joined, count);
        }

        return joined ?? newer;
    }

    private static bool Contains<T>(T[] items, T item)
        where T : class
    {
        foreach (var other in items)
        {
            if (ReferenceEquals(other, item) || (item is string or double or bool && item.Equals(other)))
            {
                return true;
            }
        }

        return false;
    }
}
