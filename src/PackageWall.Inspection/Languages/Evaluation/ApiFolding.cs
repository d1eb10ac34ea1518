using System.Globalization;
using System.Text;
using System.Text.Json;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Functions that only compute, on constants: <c>chr</c>, <c>int</c>, <c>os.path.join</c>, <c>String.fromCharCode</c> …</summary>
internal static class ApiFolding
{
    /// <summary>The result, or null when the arguments are not constant enough.</summary>
    public static Value? Call(Evaluation evaluation, string function, Arguments arguments, Value owner, Call call)
    {
        var first = arguments[0];
        switch (function)
        {
            case "str":
                return first.Single is byte[] && arguments.Positional.Length == 1 && evaluation.IsPython ? first
                    : first.Constants.Length == 0 ? null
                    : first.Single is byte[] bytes ? first with { Constants = [Encoding.UTF8.GetString(bytes)] }
                    : first.Single is double number ? first with { Constants = [NumberFolding.Show(number)] } : first;
            case "bytes":
                return first.List is { IsWhole: true } list ? BytesOf(list, first) : first.Constants.Length > 0 ? TextFolding.ToBytes(first) : null;
            case "int":
                return ParseInteger(first, arguments[1, "base"].Number, isPython: true);
            case "parse-int":
                return ParseInteger(first, arguments[1].Number, isPython: false);
            case "number" or "float":
                return first.Number is { } known ? Value.Of(known, first.Taint)
                    : first.Text is { } digits && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? Value.Of(parsed, first.Taint) : null;
            case "chr":
                return Character(first);
            case "from-char-code":
                return FromCharCodes(arguments);
            case "ord":
                return first.Text is { Length: > 0 } letter ? Value.Of((double)char.ConvertToUtf32(Whole(letter), 0), first.Taint) with { Encoding = first.Encoding }
                    : first.Single is byte[] { Length: 1 } one ? Value.Of((double)one[0], first.Taint) : null;
            case "len":
                return first.Single is { } counted && TextFolding.Length(counted) is { } length ? Value.Of((double)length) : null;
            case "list":
                return first.List is not null ? first : evaluation.ElementsOf(first) is { } elements ? Listed(elements, first) : first.Object is not null ? first : null;
            case "array":
                return Value.Of(ListData.From(arguments.Positional));
            case "reversed":
                return TextFolding.Slice(first, null, null, -1, evaluation.Produces);
            case "range":
                return Range(arguments);
            case "zip":
                return Zip(evaluation, arguments);
            case "cycle":
                return evaluation.ElementsOf(first) is { Count: > 0 } repeated ? Listed(Enumerable.Range(0, Math.Min(65_536, repeated.Count * 4096)).Select(i => repeated[i % repeated.Count]), first) : null;
            case "enumerate":
                return evaluation.ElementsOf(first) is { } items ? Listed(items.Select((item, i) => Value.Of(ListData.From([Value.Of(i + (arguments[1, "start"].Number ?? 0)), item]))), first) : null;
            case "chain":
                return Chain(evaluation, arguments);
            case "hex":
                return first.Number is { } hex and >= 0 ? Value.Of("0x" + ((long)hex).ToString("x", CultureInfo.InvariantCulture)) : null;
            case "sum":
                return evaluation.ElementsOf(first) is { } numbers && numbers.All(value => value.Number is not null) ? Value.Of(numbers.Sum(value => value.Number!.Value), first.Taint) : null;
            case "abs":
                return first.Number is { } signed ? Value.Of(Math.Abs(signed), first.Taint) : null;
            case "math":
                return first.Number is { } real ? Value.Of(call.Callee is Member { Text: "ceil" } ? Math.Ceiling(real) : call.Callee is Member { Text: "abs" } ? Math.Abs(real) : Math.Floor(real), first.Taint) : null;
            case "join-path":
                return arguments.Positional.Length == 0 ? Value.Of(".") : PathFolding.Join(arguments.Positional, evaluation.IsPython, evaluation.Produces);
            case "same-text":
                return arguments.Positional.Length > 0 ? first : owner;
            case "dirname":
                return FolderOf(first);
            case "basename":
                return first.Text is { } file ? Value.Of(PathFolding.Name(file), first.Taint) : null;
            case "maketrans":
                return Value.Of(ListData.From(arguments.Positional));
            case "from-bytes":
                return first.Single is byte[] { Length: <= 6 } digitsOf ? Value.Of(digitsOf.Aggregate(0.0, (sum, part) => (sum * 256) + part)) : null;
            case "shlex":
                return first.Text is { } line ? Value.Of(ListData.From(Evaluation.Split(line).Select(word => Value.Of(word))), first.Taint) : null;
            case "shell-join":
                return first.List is { IsWhole: true } words ? TextSums.Concat([.. words.Items.SelectMany((word, i) => i == 0 ? [word] : new[] { Value.Of(" "), word })], evaluation.Produces) : null;
            case "json":
                return first.Text is { Length: < 1 << 20 } json ? Json(json, first) : null;
            case "keys":
                return evaluation.NamesOf(first) ?? (first.Object is { Rest: null } keyed ? Listed(keyed.Fields.Keys.Select(key => Value.Of(key)), first) : null);
            case "values":
                return Unless(evaluation, first, call) ?? (first.Object is { Rest: null } valued ? Listed(valued.Fields.Values, first) : null);
            case "entries":
                return Unless(evaluation, first, call)
                    ?? (first.Object is { Rest: null } entries ? Listed(entries.Fields.Select(pair => Value.Of(ListData.From([Value.Of(pair.Key), pair.Value]))), first) : null);
            case "concat-buffers":
                return first.List is { IsWhole: true } buffers ? TextSums.Concat(buffers.Items, evaluation.Produces) : null;
            case "url":
                return first;
            default:
                return null;
        }
    }

    /// <summary>The folder of a path. A file's own folder is not the file.</summary>
    public static Value? FolderOf(Value path) => path.Text is { } whole
        ? Value.Of(PathFolding.Parent(whole), path.Taint.WithoutMarks() is var kept && kept.Has(":own-file") ? Taint.None : kept)
        : path.SomeText is { } partial ? Value.Of(new PartialText(PathFolding.Parent(partial).Replace('…', PartialText.Hole)), path.Taint.WithoutMarks().Without(":own-file")) : null;

    private static Value? Unless(Evaluation evaluation, Value value, Node site) => evaluation.BulkOf(value, site);

    private static string Whole(string text) => char.IsHighSurrogate(text[0]) && text.Length > 1 && char.IsLowSurrogate(text[1]) ? text : char.IsSurrogate(text[0]) ? "?" : text;

    private static Value Listed(IEnumerable<Value> items, Value from) => Value.Of(ListData.From(items), from.Taint) with { Encoding = from.Encoding };

    private static Value? Character(Value code) =>
        code.Number is { } number and >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF)
            ? Value.Of(char.ConvertFromUtf32((int)number), code.Taint) with { Encoding = code.Encoding ?? "char-codes" }
            : null;

    private static Value? FromCharCodes(Arguments arguments)
    {
        var text = new StringBuilder();
        string? encoding = null;
        foreach (var value in arguments.Positional)
        {
            if (value.Number is not { } number || number is < 0 or > 0x10FFFF)
            {
                return null;
            }

            encoding ??= value.Encoding;
            _ = number < 0x10000 ? text.Append((char)number) : text.Append(char.ConvertFromUtf32((int)number));
        }

        return Value.Of(text.ToString(), arguments.Taint()) with { Encoding = encoding ?? "char-codes" };
    }

    public static Value? BytesOf(ListData list, Value from)
    {
        if (!list.IsWhole)
        {
            return null;
        }

        var bytes = new byte[list.Items.Count];
        string? encoding = from.Encoding;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (list.Items[i].Number is not { } number || number is < 0 or > 255)
            {
                return null;
            }

            encoding ??= list.Items[i].Encoding;
            bytes[i] = (byte)number;
        }

        return Value.Of(bytes, from.Taint) with { Encoding = encoding ?? (bytes.Length >= 8 ? "char-codes" : null) };
    }

    private static Value? ParseInteger(Value value, double? radix, bool isPython)
    {
        if (value.Number is { } number)
        {
            return Value.Of(Math.Truncate(number), value.Taint) with { Encoding = value.Encoding };
        }

        if (value.Text?.Trim() is not { Length: > 0 and < 64 } text)
        {
            return null;
        }

        var @base = (int)(radix ?? (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && !isPython ? 16 : 10));
        if (@base == 0)
        {
            @base = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 16 : 10;
        }

        if (@base is < 2 or > 36)
        {
            return null;
        }

        var digits = text.Replace("_", "", StringComparison.Ordinal);
        var at = digits[0] is '-' or '+' ? 1 : 0;
        at += @base == 16 && digits.AsSpan(at).StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 2 : 0;
        double result = 0;
        var count = 0;
        for (; at < digits.Length; at++, count++)
        {
            var digit = char.IsAsciiDigit(digits[at]) ? digits[at] - '0' : char.IsAsciiLetter(digits[at]) ? char.ToLowerInvariant(digits[at]) - 'a' + 10 : 99;
            if (digit >= @base)
            {
                break;
            }

            result = (result * @base) + digit;
        }

        return count == 0 ? null : Value.Of(digits[0] == '-' ? -result : result, value.Taint) with { Encoding = value.Encoding };
    }

    private static Value? Range(Arguments arguments)
    {
        var from = arguments.Positional.Length > 1 ? arguments[0].Number : 0;
        var to = arguments.Positional.Length > 1 ? arguments[1].Number : arguments[0].Number;
        var step = arguments.Positional.Length > 2 ? arguments[2].Number : 1;
        if (from is not { } start || to is not { } end || step is not { } by || by == 0 || Math.Abs((end - start) / by) > 100_000)
        {
            return null;
        }

        var list = new ListData();
        for (var value = start; by > 0 ? value < end : value > end; value += by)
        {
            list.Add(Value.Of(value));
        }

        return Value.Of(list);
    }

    private static Value? Zip(Evaluation evaluation, Arguments arguments)
    {
        var columns = arguments.Positional.Select(evaluation.ElementsOf).ToList();
        if (columns.Count == 0 || columns.Any(column => column is null))
        {
            return null;
        }

        return Listed(Enumerable.Range(0, columns.Min(column => column!.Count)).Select(i => Value.Of(ListData.From(columns.Select(column => column![i])))), Value.Tainted(arguments.Taint()));
    }

    private static Value? Chain(Evaluation evaluation, Arguments arguments)
    {
        var lists = arguments.Positional.Select(evaluation.ElementsOf).ToList();
        return lists.Any(list => list is null) ? null : Listed(lists.SelectMany(list => list!), Value.Tainted(arguments.Taint()));
    }

    private static Value? Json(string text, Value from)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 });
            return Convert(document.RootElement) with { Taint = from.Taint, Encoding = from.Encoding };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Value Convert(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Value.Of(element.GetString() ?? ""),
        JsonValueKind.Number => Value.Of(element.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => Value.Of(element.GetBoolean()),
        JsonValueKind.Array => Value.Of(ListData.From(element.EnumerateArray().Select(Convert))),
        JsonValueKind.Object => Fields(element),
        _ => Value.Of(Nothing.Instance),
    };

    private static Value Fields(JsonElement element)
    {
        var data = new ObjectData();
        foreach (var property in element.EnumerateObject())
        {
            data.Set(property.Name, Convert(property.Value), replace: true);
        }

        return Value.Of(data);
    }
}
