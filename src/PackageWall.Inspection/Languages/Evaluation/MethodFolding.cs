using System.Text;
using PackageWall.Inspection.Languages.Syntax;
using PackageWall.Inspection.Layers;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Methods of texts, bytes, lists and dictionaries, on constants.</summary>
internal static class MethodFolding
{
    /// <summary>The result, or null when the method or its arguments are not understood.</summary>
    public static Value? Call(Evaluation evaluation, Value owner, string method, Arguments arguments, Call call)
    {
        switch (owner.Single)
        {
            case string text:
                return (evaluation.IsPython ? PythonText(evaluation, owner, text, method, arguments) : ScriptText(evaluation, owner, text, method, arguments, call))
                    ?? SharedText(evaluation, owner, text, method, arguments);
            case PartialText when method is "strip" or "trim" or "encode" or "toString" or "toLowerCase" or "lower" or "rstrip" or "replace" or "expanduser" or "as_posix" or "resolve" or "absolute":
                return owner;
            case byte[] bytes:
                return Bytes(evaluation, owner, bytes, method, arguments);
            case ListData list:
                return Lists(evaluation, owner, list, method, arguments, call);
            case double number when method == "toString":
                return Value.Of(Radix(number, (int)(arguments[0].Number ?? 10)), owner.Taint);
            case ObjectData data when evaluation.IsPython:
                return Dictionary(owner, data, method, arguments);
            default:
                return null;
        }
    }

    private static Value Same(Value owner, object constant) => owner with { Constants = [constant], Apis = [] };

    private static Value? SharedText(Evaluation evaluation, Value owner, string text, string method, Arguments arguments) => method switch
    {
        "replace" or "replaceAll" when arguments[0].Text is { Length: > 0 } old && arguments[1].Text is { } made && evaluation.MayProduce(text.Length + ((long)text.Length / old.Length * made.Length)) =>
            Same(owner, !evaluation.IsPython && method == "replace" ? ReplaceFirst(text, old, made) : text.Replace(old, made, StringComparison.Ordinal)).With(arguments.Taint()),
        "split" or "rsplit" => Split(owner, text, arguments, evaluation.IsPython),
        "lower" or "toLowerCase" or "casefold" or "toLocaleLowerCase" => Same(owner, text.ToLowerInvariant()),
        "upper" or "toUpperCase" => Same(owner, text.ToUpperInvariant()),
        "strip" or "trim" => arguments[0].Text is { } set ? Same(owner, text.Trim(set.ToCharArray())) : Same(owner, text.Trim()),
        "lstrip" or "trimStart" => arguments[0].Text is { } left ? Same(owner, text.TrimStart(left.ToCharArray())) : Same(owner, text.TrimStart()),
        "rstrip" or "trimEnd" => arguments[0].Text is { } right ? Same(owner, text.TrimEnd(right.ToCharArray())) : Same(owner, text.TrimEnd()),
        "toString" or "valueOf" or "as_posix" or "__str__" or "normalize" => owner,
        "startswith" or "startsWith" when arguments[0].Text is { } start => Value.Of(text.StartsWith(start, StringComparison.Ordinal)),
        "endswith" or "endsWith" when arguments[0].Text is { } end => Value.Of(text.EndsWith(end, StringComparison.Ordinal)),
        "indexOf" or "find" or "index" when arguments[0].Text is { } sought => Value.Of((double)text.IndexOf(sought, StringComparison.Ordinal)),
        _ => null,
    };

    private static Value? PythonText(Evaluation evaluation, Value owner, string text, string method, Arguments arguments)
    {
        switch (method)
        {
            case "join":
                return JoinList(evaluation, arguments[0], text);
            case "encode":
                return arguments[0].Text is { } codec && codec.Contains("16", StringComparison.Ordinal) ? Same(owner, Encoding.Unicode.GetBytes(text))
                    : arguments[0].Text is { } other && IsCodec(other) ? null : Same(owner, Encoding.UTF8.GetBytes(text));
            case "decode":
                return arguments[0].Text is { } name && IsCodec(name) ? evaluation.DecodeAs(name, owner) : owner;
            case "format":
                return TextFolding.Format(text, arguments, evaluation.Produces).With(owner.Taint);
            case "translate":
                return Translate(owner, text, arguments[0]);
            case "swapcase":
                return Same(owner, string.Concat(text.Select(letter => char.IsUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter))));
            case "splitlines":
                return Value.Of(ListData.From(text.Split('\n').Take(10_000).Select(line => Value.Of(line.TrimEnd('\r')))), owner.Taint);
            case "zfill" when arguments[0].Number is { } width and < 1000:
                return Same(owner, text.PadLeft((int)width, '0'));
            case "joinpath" or "expanduser" or "resolve" or "absolute":
                return arguments.Positional.Length == 0 ? owner : PathFolding.Join([owner, .. arguments.Positional], true, evaluation.Produces) with { Apis = owner.Apis };
            default:
                return null;
        }
    }

    private static Value? ScriptText(Evaluation evaluation, Value owner, string text, string method, Arguments arguments, Call call)
    {
        double? from = arguments[0].Number, to = arguments[1].Number;
        switch (method)
        {
            case "slice" when from is not null || arguments.Positional.Length == 0:
                return TextFolding.Slice(owner, from, to, 1, evaluation.Produces);
            case "substring" when from is { } a:
                var start = Math.Clamp(Math.Min(a, to ?? text.Length), 0, text.Length);
                var end = Math.Clamp(Math.Max(a, to ?? text.Length), 0, text.Length);
                return Same(owner, text[(int)start..(int)end]);
            case "substr" when from is { } at:
                var begin = (int)Math.Clamp(at < 0 ? at + text.Length : at, 0, text.Length);
                return Same(owner, text.Substring(begin, (int)Math.Clamp(to ?? text.Length, 0, text.Length - begin)));
            case "charAt" or "at":
                return TextFolding.At(owner, from ?? 0, method == "at");
            case "charCodeAt" or "codePointAt":
                var place = from ?? 0;
                return place >= 0 && place < text.Length ? Value.Of((double)text[(int)place], owner.Taint) with { Encoding = owner.Encoding } : null;
            case "concat":
                return TextSums.Concat([owner, .. arguments.Positional], evaluation.Produces);
            case "repeat" when from is not null:
                return TextFolding.Repeat(owner, arguments[0], evaluation.Produces);
            case "padStart" when from is { } width and < 10_000 && arguments[1].Text is { Length: 1 } pad:
                return Same(owner, text.PadLeft((int)Math.Max(0, width), pad[0]));
            case "replace" or "replaceAll" when arguments[1].Closures.Length > 0:
                evaluation.CallBack(arguments[1], Arguments.Of(Value.Tainted(owner.Taint)), call);
                return null;
            default:
                return null;
        }
    }

    private static Value? Bytes(Evaluation evaluation, Value owner, byte[] bytes, string method, Arguments arguments)
    {
        switch (method)
        {
            case "decode" or "toString" or "toLocaleString":
                var name = (arguments[0, "encoding"].Text ?? "utf-8").ToLowerInvariant();
                return name switch
                {
                    "hex" when !evaluation.IsPython => Same(owner, Convert.ToHexStringLower(bytes)),
                    "base64" when !evaluation.IsPython => Same(owner, Convert.ToBase64String(bytes)),
                    _ when evaluation.IsPython && IsCodec(name) => evaluation.DecodeAs(name, owner),
                    _ when name.Contains("16", StringComparison.Ordinal) || name is "ucs2" or "ucs-2" => Same(owner, Encoding.Unicode.GetString(bytes)),
                    "latin1" or "latin-1" or "binary" or "iso-8859-1" => Same(owner, Encoding.Latin1.GetString(bytes)),
                    _ => Same(owner, Encoding.UTF8.GetString(bytes)),
                };
            case "hex":
                return Same(owner, Convert.ToHexStringLower(bytes));
            case "join" when evaluation.IsPython:
                return JoinList(evaluation, arguments[0], Encoding.Latin1.GetString(bytes));
            case "translate" or "strip" or "rstrip":
                return owner;
            case "slice" or "subarray" when !evaluation.IsPython:
                return TextFolding.Slice(owner, arguments[0].Number, arguments[1].Number, 1, evaluation.Produces);
            case "reverse" when !evaluation.IsPython:
                return TextFolding.Slice(owner, null, null, -1, evaluation.Produces);
            case "map" when !evaluation.IsPython && evaluation.ElementsOf(owner) is { } elements:
                var mapped = evaluation.MapOver(arguments[0], Value.Of(ListData.From(elements), owner.Taint), null);
                return mapped.List is { } list ? ApiFolding.BytesOf(list, mapped) ?? mapped : mapped;
            default:
                return null;
        }
    }

    private static Value? Lists(Evaluation evaluation, Value owner, ListData list, string method, Arguments arguments, Call call)
    {
        switch (method)
        {
            case "append" or "push" or "add" or "unshift" or "insert" or "appendleft":
                foreach (var value in arguments.Positional)
                {
                    if (method is "append" or "push" && evaluation.IsStraight)
                    {
                        list.Add(value);
                    }
                    else
                    {
                        list.AddSomewhere(value);
                    }
                }

                return Value.Unknown;
            case "extend" or "update":
                foreach (var value in evaluation.ElementsOf(arguments[0]) ?? [evaluation.AnyOf(arguments[0], call)])
                {
                    list.Add(value);
                }

                return Value.Unknown;
            case "join" when !evaluation.IsPython:
                return JoinList(evaluation, owner, arguments.Positional.Length == 0 ? "," : arguments[0].Text);
            case "reverse" or "toReversed" when list.IsWhole:
                var reversed = TextFolding.Slice(owner, null, null, -1, evaluation.Produces)!;
                if (method == "reverse")
                {
                    list.Items.Reverse();
                }

                return reversed;
            case "pop" or "shift":
                return list.Any().With(owner.Taint);
            case "slice" when !evaluation.IsPython:
                return TextFolding.Slice(owner, arguments[0].Number, arguments[1].Number, 1, evaluation.Produces);
            case "concat":
                return TextSums.Add(owner, arguments[0], evaluation.Produces);
            case "map" or "flatMap" when !evaluation.IsPython:
                return evaluation.MapOver(arguments[0], owner, call);
            case "forEach" or "some" or "every" or "find":
                evaluation.MapOver(arguments[0], owner, call);
                return method == "find" ? list.Any() : Value.Unknown;
            case "filter":
                evaluation.CallBack(arguments[0], Arguments.Of(list.Any()), call);
                return owner;
            case "reduce" when list.IsWhole && list.Items.Count is > 0 and <= 10_000:
                var sum = arguments.Positional.Length > 1 ? arguments[1] : list.Items[0];
                foreach (var item in list.Items.Skip(arguments.Positional.Length > 1 ? 0 : 1))
                {
                    sum = evaluation.CallBack(arguments[0], Arguments.Of(sum, item), call);
                }

                return sum;
            case "keys" or "values" or "entries":
                return owner;
            case "flat":
                return owner;
            default:
                return null;
        }
    }

    private static Value? Dictionary(Value owner, ObjectData data, string method, Arguments arguments)
    {
        switch (method)
        {
            case "get" or "pop" or "setdefault":
                return arguments[0].Text is { } key ? Value.Join(data.Get(key) ?? data.Rest ?? Value.Unknown, arguments[1]).With(owner.Taint) : Value.Join(data.Any(), arguments[1]);
            case "items" when data.Rest is null:
                return Value.Of(ListData.From(data.Fields.Select(pair => Value.Of(ListData.From([Value.Of(pair.Key), pair.Value])))), owner.Taint);
            case "values" when data.Rest is null && data.Class is null:
                return Value.Of(ListData.From(data.Fields.Values), owner.Taint);
            case "keys" when data.Rest is null && data.Class is null:
                return Value.Of(ListData.From(data.Fields.Keys.Select(name => Value.Of(name))), owner.Taint);
            case "update" when data.Class is null:
                foreach (var value in arguments.Positional)
                {
                    foreach (var (name, field) in value.Object?.Fields.ToList() ?? [])
                    {
                        data.Set(name, field, replace: true);
                    }

                    if (value.Object is null)
                    {
                        data.SetSomewhere(value);
                    }
                }

                return Value.Unknown;
            default:
                return null;
        }
    }

    private static Value? JoinList(Evaluation evaluation, Value list, string? separator)
    {
        if (separator is null || evaluation.ElementsOf(list) is not { } items)
        {
            return list.Constants.Length == 0 ? null : Value.Tainted(list.DeepTaint());
        }

        var taint = list.Taint;
        var encoding = list.Encoding;
        var text = new StringBuilder();
        var bytes = items.Count > 0 && items.All(item => item.Single is byte[]);
        var coded = 0;
        var isPartial = false;
        for (var i = 0; i < items.Count; i++)
        {
            taint = taint.Union(items[i].Taint);
            if (i > 0)
            {
                text.Append(separator);
            }

            if (items[i].Encoding is { } hidden)
            {
                coded++;
                encoding ??= hidden;
            }

            switch (items[i].Single)
            {
                case string part:
                    text.Append(part);
                    break;
                case byte[] part:
                    text.Append(Encoding.Latin1.GetString(part));
                    break;
                case double number:
                    text.Append(NumberFolding.Show(number));
                    break;
                case PartialText part:
                    isPartial = true;
                    text.Append(part.Text);
                    break;
                default:
                    isPartial = true;
                    text.Append(PartialText.Hole);
                    break;
            }
        }

        if (!evaluation.MayProduce(text.Length))
        {
            return Value.Tainted(taint);
        }

        // A few characters written as codes hide nothing.
        encoding = coded is > 0 and < 8 && encoding == "char-codes" ? null : encoding;
        object result = bytes ? Encoding.Latin1.GetBytes(text.ToString()) : isPartial ? new PartialText(text.Length > 8192 ? text.ToString(0, 8192) : text.ToString()) : text.ToString();
        return new Value { Constants = [result], Taint = taint, Encoding = isPartial ? null : encoding };
    }

    private static Value? Split(Value owner, string text, Arguments arguments, bool isPython)
    {
        if (text.Length > 4 << 20)
        {
            return null;
        }

        IEnumerable<string> parts;
        if (arguments.Positional.Length == 0)
        {
            parts = isPython ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [text];
        }
        else if (arguments[0].Text is not { } separator)
        {
            return null;
        }
        else
        {
            parts = separator.Length == 0 ? text.Select(letter => letter.ToString()) : text.Split(separator);
        }

        return Value.Of(ListData.From(parts.Take(200_000).Select(part => Value.Of(part))), owner.Taint) with { Encoding = owner.Encoding };
    }

    private static string ReplaceFirst(string text, string old, string made)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return at < 0 ? text : string.Concat(text.AsSpan(0, at), made, text.AsSpan(at + old.Length));
    }

    // str.translate(str.maketrans(from, to)): a substitution, rot13 among them.
    private static Value? Translate(Value owner, string text, Value table)
    {
        if (table.List is not { Items: [var from, var to, ..] } || from.Text is not { } letters || to.Text is not { } others || letters.Length != others.Length)
        {
            return null;
        }

        var map = new Dictionary<char, char>();
        for (var i = 0; i < letters.Length; i++)
        {
            map[letters[i]] = others[i];
        }

        var encoding = owner.Encoding is null ? "substitution" : owner.Encoding + "+substitution";
        return Same(owner, string.Concat(text.Select(letter => map.GetValueOrDefault(letter, letter)))) with { Encoding = encoding };
    }

    private static bool IsCodec(string name) =>
        name.ToLowerInvariant().Replace('_', '-') is "base64" or "hex" or "rot13" or "rot-13" or "zlib" or "zip" or "bz2" or "uu" or "base64-codec" or "hex-codec" or "zlib-codec" or "unicode-escape" or "quopri";

    private static string Radix(double number, int radix)
    {
        if (radix is < 2 or > 36 || Math.Abs(number) > 1e15 || number < 0 || radix == 10)
        {
            return NumberFolding.Show(number);
        }

        var text = new StringBuilder();
        var rest = (long)number;
        do
        {
            text.Insert(0, "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(rest % radix)]);
            rest /= radix;
        }
        while (rest > 0);
        return text.ToString();
    }
}
