using System.Text;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Texts formatted, repeated, cut and measured, on constants.</summary>
internal static class TextFolding
{
    private const int MostRepeat = 1 << 20;

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
        return TextSums.Concat(parts, produce).With(format.Taint).With(arguments.DeepTaint());
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
        return TextSums.Concat(parts, produce);
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
