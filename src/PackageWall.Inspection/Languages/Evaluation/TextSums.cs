using System.Runtime.InteropServices;
using System.Text;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Texts and lists put together, on constants. What is not known leaves a hole, so that a path or URL stays recognisable.</summary>
internal static class TextSums
{
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
}
