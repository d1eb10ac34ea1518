using System.Runtime.InteropServices;
using System.Text;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Texts put together and cut, on constants. What is not known leaves a hole, so that a path or URL stays recognisable.</summary>
internal static class TextFolding
{
    private const int MostRepeat = 1 << 20;
    private const int MostPartial = 8192;

    /// <summary>Two texts or lists, one after the other.</summary>
    public static Value Add(Value left, Value right, Func<long, bool> produce)
    {
        if (left.Constants.Length == 0 && right.Constants.Length == 0)
        {
            return Value.Tainted(left.Taint.Union(right.Taint));
        }

        if (left.Single is ListData first && right.Single is ListData second)
        {
            return Value.Of(Joined(first, second), left.Taint.Union(right.Taint)) with { Encoding = left.Encoding ?? right.Encoding };
        }

        return Concat([left, right], produce);
    }

    /// <summary>
    /// The same as <see cref="Add"/> for a text that a piece is put behind, <c>text += piece</c>, or null where one of both is no text: the whole is put
    /// together when somebody looks at it.
    /// </summary>
    public static Value? Grow(Value text, Value piece, Func<long, bool> produce)
    {
        var growing = text.Growing;
        var (before, isPartial) = growing is not null ? (null, growing.IsPartial) : text.Single switch
        {
            string { Length: >= ShortestGrowing } whole => (whole, false),
            PartialText { Text.Length: >= ShortestGrowing } partial => (partial.Text, true),
            _ => ((string?)null, false),
        };
        if ((growing is null && before is null) || piece.Growing is not null || piece.Constants.Length > 1 || piece.Single is not (null or string or PartialText))
        {
            return null;
        }

        var (more, isAlso) = piece.Single switch
        {
            string whole => (whole, false),
            PartialText partial => (partial.Text, true),
            _ => (Unseen.Text, true),
        };
        var taint = (isPartial ? text.Taint : text.Taint.WithoutMarks()).Union(piece.Single is string ? piece.Taint.WithoutMarks() : piece.DeepTaint(2));
        long length = (long)(growing?.Length ?? before!.Length) + more.Length;
        isPartial |= isAlso;
        return (isPartial && length > MostPartial) || !produce(length)
            ? Value.Tainted(taint)
            : new Value(growing?.With(more, isAlso) ?? GrowingText.Of(before!, more, isPartial)) { Taint = taint, Encoding = text.Encoding ?? piece.Encoding };
    }

    // Shorter ones are put together at once: that costs no more.
    private const int ShortestGrowing = 64;

    /// <summary>A list and something that can only be another, as Python adds nothing else to one: what is known of its beginning stays known.</summary>
    public static Value? AddLists(Value left, Value right)
    {
        var isOpen = left.Single is ListData && right.Constants.Length == 0;
        if (!isOpen && !(right.Single is ListData && left.Constants.Length == 0))
        {
            return null;
        }

        var unknown = new ListData();
        unknown.AddSomewhere(Value.Tainted(isOpen ? right.Taint : left.Taint));
        return Value.Of(isOpen ? Joined(left.List!, unknown) : Joined(unknown, right.List!), left.Taint.Union(right.Taint));
    }

    // What stands behind an end that is not known has no place that is.
    private static ListData Joined(ListData first, ListData second)
    {
        var list = new ListData();
        foreach (var part in (ReadOnlySpan<ListData>)[first, second])
        {
            foreach (var item in part.Items)
            {
                list.Add(item);
            }

            if (part.Rest is not null)
            {
                list.AddSomewhere(part.Rest);
            }
        }

        return list;
    }

    /// <summary>One text of several; every combination of candidates as long as there are few.</summary>
    public static Value Concat(IReadOnlyList<Value> parts, Func<long, bool> produce)
    {
        if (parts.Count > 2 && parts.All(part => part.Single is string))
        {
            return ConcatWhole(parts, produce);
        }

        var taint = Taint.None;
        string? encoding = null;
        List<object>[] results = [new(parts.Count)];
        object[] pieces = new object[Value.MostCandidates];
        var texts = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            // The whole says what it names; its parts need not.
            var part = parts[i];
            taint = taint.Union(part.Single is string ? part.Taint.WithoutMarks() : part.DeepTaint(2));
            encoding ??= part.Encoding;
            var count = Pieces(part, pieces);
            texts += count;
            if (count == 0)
            {
                pieces[count++] = Unseen;
            }

            results = results.Length * count > Value.MostCandidates ? Followed(results, pieces.AsSpan(0, 1)) : Followed(results, pieces.AsSpan(0, count));
        }

        if (texts == 0)
        {
            return Value.Tainted(taint);
        }

        var made = new object[results.Length];
        var number = 0;
        foreach (var result in results)
        {
            if (Joined(result, produce) is { } joined)
            {
                made[number++] = joined;
            }
        }

        return number == 0 ? Value.Tainted(taint) : new Value { Constants = number == made.Length ? made : made[..number], Taint = taint, Encoding = encoding };
    }

    // Each of several beginnings goes on with each of several pieces.
    private static List<object>[] Followed(List<object>[] beginnings, ReadOnlySpan<object> pieces)
    {
        if (pieces.Length == 1)
        {
            foreach (var beginning in beginnings)
            {
                beginning.Add(pieces[0]);
            }

            return beginnings;
        }

        var next = new List<object>[beginnings.Length * pieces.Length];
        for (var i = 0; i < next.Length; i++)
        {
            next[i] = [.. beginnings[i / pieces.Length], pieces[i % pieces.Length]];
        }

        return next;
    }

    private static readonly PartialText Unseen = new(PartialText.Hole.ToString());

    // What of the candidates can be part of a text.
    private static int Pieces(Value part, object[] pieces)
    {
        var count = 0;
        foreach (var constant in part.Constants)
        {
            if (count < pieces.Length && constant is string or PartialText or byte[] or double or bool)
            {
                pieces[count++] = constant;
            }
        }

        return count;
    }

    // Long sums of literals in one go, or they would cost the square of their length.
    private static Value ConcatWhole(IReadOnlyList<Value> parts, Func<long, bool> produce)
    {
        var taint = Taint.None;
        string? encoding = null;
        long length = 0;
        foreach (var part in parts)
        {
            taint = taint.Union(part.Taint.WithoutMarks());
            encoding ??= part.Encoding;
            length += part.Text!.Length;
        }

        return produce(length)
            ? new Value { Constants = [string.Concat(parts.Select(part => part.Text))], Taint = taint, Encoding = encoding }
            : Value.Tainted(taint);
    }

    // All pieces in one go, or a long sum would cost the square of its length.
    private static object? Joined(List<object> pieces, Func<long, bool> produce)
    {
        // An empty text before bytes is how sums of bytes begin.
        var first = pieces is ["", byte[], ..] ? 1 : 0;
        var areBytes = true;
        for (var i = first; i < pieces.Count; i++)
        {
            areBytes &= pieces[i] is byte[];
        }

        if (areBytes && pieces.Count > first)
        {
            var all = CollectionsMarshal.AsSpan(pieces)[first..];
            return all.Length == 1 ? all[0] : Bytes(all, produce);
        }

        long length = 0;
        var isPartial = false;
        for (var i = 0; i < pieces.Count; i++)
        {
            var (text, isAlso) = AsText(pieces[i]);
            pieces[i] = text;
            length += text.Length;
            isPartial |= isAlso;
        }

        if ((isPartial && length > MostPartial) || !produce(length))
        {
            return null;
        }

        var whole = pieces.Count == 2 ? string.Concat((string)pieces[0], (string)pieces[1]) : string.Concat(pieces.Cast<string>());
        return isPartial ? new PartialText(whole) : whole;
    }

    private static byte[]? Bytes(ReadOnlySpan<object> pieces, Func<long, bool> produce)
    {
        long length = 0;
        foreach (var piece in pieces)
        {
            length += ((byte[])piece).Length;
        }

        if (!produce(length))
        {
            return null;
        }

        var whole = new byte[length];
        var place = 0;
        foreach (var piece in pieces)
        {
            ((byte[])piece).CopyTo(whole, place);
            place += ((byte[])piece).Length;
        }

        return whole;
    }

    private static (string Text, bool IsPartial) AsText(object constant) => constant switch
    {
        string text => (text, false),
        PartialText partial => (partial.Text, true),
        byte[] bytes => (Encoding.Latin1.GetString(bytes), false),
        double number => (NumberFolding.Show(number), false),
        bool flag => (flag ? "true" : "false", false),
        _ => (PartialText.Hole.ToString(), true),
    };

    /// <summary>Python's <c>%</c> on texts: <c>"%s/%s" % (a, b)</c>.</summary>
    public static Value Percent(Value format, Value arguments, Func<long, bool> produce)
    {
        if (format.SomeText is not { Length: < 100_000 } text)
        {
            return Value.Tainted(format.Taint.Union(arguments.DeepTaint()));
        }

        var parts = new List<Value>();
        var values = arguments.List is { IsWhole: true } list ? list.Items : [arguments];
        var next = 0;
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%' || i + 1 >= text.Length)
            {
                literal.Append(text[i]);
                continue;
            }

            if (text[i + 1] == '%')
            {
                literal.Append('%');
                i++;
                continue;
            }

            Value? named = null;
            if (text[i + 1] == '(' && text.IndexOf(')', i) is var close and > 0)
            {
                named = arguments.Object?.Get(text[(i + 2)..close]) ?? Value.Unknown;
                i = close;
            }

            while (i + 1 < text.Length && (char.IsAsciiDigit(text[i + 1]) || text[i + 1] is '-' or '+' or '.' or '#' or ' '))
            {
                i++;
            }

            var kind = i + 1 < text.Length ? text[++i] : 's';
            parts.Add(Value.Of(literal.ToString()));
            literal.Clear();
            var value = named ?? (next < values.Count ? values[next++] : Value.Unknown);
            parts.Add(kind == 'c' && value.Number is { } code and >= 0 and < 0x10000 ? Value.Of(((char)code).ToString(), value.Taint) : value);
        }

        parts.Add(Value.Of(literal.ToString()));
        return Concat(parts, produce).With(format.Taint).With(arguments.DeepTaint());
    }

    /// <summary>Python's <c>str.format</c>.</summary>
    public static Value Format(string text, Arguments arguments, Func<long, bool> produce)
    {
        var parts = new List<Value>();
        var literal = new StringBuilder();
        var next = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
            {
                literal.Append(text[i++]);
                continue;
            }

            if (text[i] != '{' || text.IndexOf('}', i) is not (var close and > 0))
            {
                literal.Append(text[i]);
                continue;
            }

            var field = text[(i + 1)..close];
            var end = field.AsSpan().IndexOfAny(":!.[");
            var name = end < 0 ? field : field[..end];
            parts.Add(Value.Of(literal.ToString()));
            literal.Clear();
            parts.Add(name.Length == 0 ? arguments[next++]
                : int.TryParse(name, out var place) ? arguments[place]
                : arguments.Keywords.GetValueOrDefault(name, Value.Unknown));
            i = close;
        }

        parts.Add(Value.Of(literal.ToString()));
        return Concat(parts, produce);
    }

    public static Value? Repeat(Value left, Value right, Func<long, bool> produce)
    {
        var (text, count) = left.Number is null ? (left, right.Number) : (right, left.Number);
        if (count is not { } times || times > MostRepeat)
        {
            return text.Single is string or ListData && left.Number is null ? Value.Tainted(text.DeepTaint()) : null;
        }

        switch (text.Single)
        {
            case string letters when letters.Length * Math.Max(0, times) <= MostRepeat && produce((long)(letters.Length * Math.Max(0, times))):
                return Value.Of(new StringBuilder().Insert(0, letters, (int)Math.Max(0, times)).ToString(), text.Taint);
            case byte[] bytes when bytes.Length * Math.Max(0, times) <= MostRepeat && produce((long)(bytes.Length * Math.Max(0, times))):
                return Value.Of(Enumerable.Repeat(bytes, (int)Math.Max(0, times)).SelectMany(part => part).ToArray(), text.Taint);
            case ListData { IsWhole: true } list when list.Items.Count * times <= 10_000:
                return Value.Of(ListData.From(Enumerable.Repeat(list.Items, (int)Math.Max(0, times)).SelectMany(items => items)), text.Taint);
            case string or byte[] or ListData:
                return Value.Tainted(text.DeepTaint());
            default:
                return null;
        }
    }

    /// <summary>Python's slice and what is built like it; a step of -1 counts as an encoding.</summary>
    public static Value? Slice(Value target, double? from, double? to, int step, Func<long, bool> produce)
    {
        var length = target.Single switch { string text => text.Length, byte[] bytes => bytes.Length, ListData { IsWhole: true } list => list.Items.Count, _ => -1 };
        if (length < 0 || step == 0 || !produce(length))
        {
            return null;
        }

        var places = Places(length, from, to, step);
        var encoding = step < 0 && length >= 8 ? target.Encoding is null ? "reverse" : target.Encoding + "+reverse" : target.Encoding;
        object result;
        switch (target.Single)
        {
            case string text:
                var letters = new StringBuilder();
                foreach (var place in places)
                {
                    letters.Append(text[place]);
                }

                result = letters.ToString();
                break;
            case byte[] bytes:
                result = places.Select(place => bytes[place]).ToArray();
                break;
            default:
                result = ListData.From(places.Select(place => target.List!.Items[place]));
                break;
        }

        return new Value { Constants = [result], Taint = target.Taint, Encoding = encoding };
    }

    private static IEnumerable<int> Places(int length, double? from, double? to, int step)
    {
        double Clamp(double value) => Math.Clamp(value < 0 ? value + length : value, step < 0 ? -1 : 0, step < 0 ? length - 1 : length);
        var start = from is { } first ? Clamp(first) : step > 0 ? 0 : length - 1;
        var end = to is { } last ? Clamp(last) : step > 0 ? length : -1;
        for (var place = (long)start; step > 0 ? place < end : place > end; place += step)
        {
            if (place >= 0 && place < length)
            {
                yield return (int)place;
            }
        }
    }

    public static Value? At(Value target, double index, bool isPython)
    {
        switch (target.Single)
        {
            case string text:
                var place = (int)Math.Clamp(index < 0 && isPython ? index + text.Length : index, int.MinValue, int.MaxValue);
                return place >= 0 && place < text.Length ? Value.Of(text[place].ToString(), target.Taint) : Value.Tainted(target.Taint);
            case byte[] bytes:
                var at = (int)Math.Clamp(index < 0 && isPython ? index + bytes.Length : index, int.MinValue, int.MaxValue);
                return at >= 0 && at < bytes.Length ? Value.Of((double)bytes[at], target.Taint) : Value.Tainted(target.Taint);
            case ListData list:
                return list.At(index).With(target.Taint);
            default:
                return null;
        }
    }

    public static int? Length(object constant) => constant switch
    {
        string text => text.Length,
        byte[] bytes => bytes.Length,
        ListData { IsWhole: true } list => list.Items.Count,
        _ => null,
    };

    public static Value ToBytes(Value value) => value.Single is string text
        ? value with { Constants = [Encoding.UTF8.GetBytes(text)] }
        : value;
}
