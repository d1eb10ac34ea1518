using System.Globalization;
using PackageWall.Inspection.Languages.Shell;

namespace PackageWall.Inspection.Languages.PowerShell;

/// <summary>Expressions: language specification 3.0, chapter 7.</summary>
internal sealed partial class PsRunner
{
    private const int MostItems = 200_000;
    private const long MostProduced = 32L << 20;

    // The text of a block is handed on through all that is made of it.
    private const int BlockWeight = 8;

    private long _produced;

    private PsValue ParseExpression()
    {
        if (!Enter())
        {
            SkipFlat();
            return PsValue.Unknown;
        }

        var value = ParseBinary(0);
        _depth--;
        return value;
    }

    private static int RankOf(PsLexer lex)
    {
        if (lex.Kind != PsToken.Operator)
        {
            return -1;
        }

        return lex.Text switch
        {
            "-and" or "-or" or "-xor" => 1,
            "-band" or "-bor" or "-bxor" => 2,
            "-eq" or "-ne" or "-gt" or "-lt" or "-ge" or "-le" or "-like" or "-notlike" or "-match" or "-notmatch" or "-contains" or "-notcontains" or "-in" or "-notin"
                or "-is" or "-isnot" or "-as" or "-ceq" or "-ieq" or "-cmatch" or "-imatch" or "-clike" or "-ilike" or "-cne" or "-ine" or "-replace" or "-creplace" or "-ireplace"
                or "-split" or "-csplit" or "-isplit" or "-join" => 3,
            "+" or "-" => 4,
            "*" or "/" or "%" => 5,
            "-f" => 6,
            ".." => 7,
            "," => 8,
            _ => -1,
        };
    }

    private PsValue ParseBinary(int least)
    {
        var left = ParseUnary();
        while (Step())
        {
            var rank = RankOf(_lex);
            if (rank < least || rank < 0)
            {
                return left;
            }

            var operation = _lex.Text;
            if (operation == ",")
            {
                left = ParseList(left);
                continue;
            }

            NextInExpression();
            left = Apply(operation, left, ParseBinary(rank + 1));
        }

        return left;
    }

    private PsValue ParseList(PsValue first)
    {
        var items = new List<PsValue> { first };
        while (_lex.Kind == PsToken.Operator && _lex.Text == "," && Step())
        {
            NextInExpression();
            items.Add(ParseUnary());
        }

        return ToList(items);
    }

    private static PsValue ToList(List<PsValue> items) => items.Count == 0 ? PsValue.Empty
        : items.Count > MostItems ? PsValue.From(items.SelectMany(static item => item.Names)) : PsValue.List(items);

    /// <summary>An operator lets the expression go on in the next line.</summary>
    private void NextInExpression()
    {
        _lex.Next();
        while (_lex.Kind == PsToken.NewLine && _lex.Text.Length == 0)
        {
            _lex.Next();
        }
    }

    private PsValue ParseUnary()
    {
        var prefixes = new List<string>();
        while (_lex.Kind == PsToken.Operator && _lex.Text is "-" or "+" or "!" or "-not" or "-bnot" or "-join" or "-split" or "," or "++" or "--" && Step())
        {
            prefixes.Add(_lex.Text);
            NextInExpression();
        }

        var value = prefixes.Count > 0 && prefixes[^1] is "-join" or "-split" ? ParseBinary(6) : ParsePostfix();
        for (var i = prefixes.Count - 1; i >= 0; i--)
        {
            value = prefixes[i] switch
            {
                "-join" => Join(value, ""),
                "-split" => Apply("-split", value, PsValue.Of("\\s+")),
                "," => PsValue.List([value]),
                "-" when value.Number is { } number => PsValue.Of(-number),
                "+" => value,
                _ => PsValue.From(value.Names),
            };
        }

        return value;
    }

    private PsValue Apply(string operation, PsValue left, PsValue right)
    {
        var names = left.Names.Concat(right.Names);
        switch (operation)
        {
            case "+":
                return Add(left, right);
            case "-f":
                return Format(left, right);
            case "-join":
                return Join(left, right.Text).With(right.Names);
            case "-replace" or "-creplace" or "-ireplace":
                return Replace(left, right);
            case "-split" or "-csplit" or "-isplit":
                return Split(left, right);
            case "-as":
                return right.Type is { } type ? Cast(type, left) : left;
            case ".." when left.Number is { } from && right.Number is { } to && Math.Abs(to - from) < MostItems:
                var step = from <= to ? 1 : -1;
                return PsValue.List([.. Enumerable.Range(0, (int)Math.Abs(to - from) + 1).Select(i => PsValue.Of(from + (i * step)))]);
            case "*" when left.Number is null && right.Number is >= 0 and < 10_000 and var times && left.IsKnown && left.Text.Length * times < 1 << 20:
                return PsValue.Of(string.Concat(Enumerable.Repeat(left.Text, (int)times))).With(names);
        }

        if (left.Number is { } a && right.Number is { } b)
        {
            double? result = operation switch
            {
                "-" => a - b,
                "*" => a * b,
                "/" when b != 0 => a / b,
                "%" when b != 0 => a % b,
                "-bxor" => (long)a ^ (long)b,
                "-band" => (long)a & (long)b,
                "-bor" => (long)a | (long)b,
                _ => null,
            };
            if (result is { } value)
            {
                return PsValue.Of(value).With(names);
            }
        }

        return operation == "-bxor" ? PsValue.From(names.Append("decode.keyed")) : PsValue.From(names);
    }

    private PsValue Produced(PsValue value, long cost) => MayProduce(cost) ? value : PsValue.From(value.Names);

    // Accounts for text that is made; what there is no room for is unknown, and said.
    private bool MayProduce(long cost)
    {
        _produced += cost;
        if (_produced <= MostProduced)
        {
            return true;
        }

        _sink.NotRead("powershell: folding over budget");
        return false;
    }

    private PsValue Add(PsValue left, PsValue right)
    {
        if (left.Number is { } a && right.Number is { } b)
        {
            return PsValue.Of(a + b);
        }

        if (left.Items is { } items)
        {
            return items.Count + right.AsItems().Count > MostItems ? PsValue.From(left.Names.Concat(right.Names)) : Produced(PsValue.List([.. items, .. right.AsItems()]), left.Text.Length + right.Text.Length + items.Count);
        }

        return Produced(new PsValue(left.Flow.Append(right.Flow)), left.Text.Length + right.Text.Length);
    }

    private static PsValue Join(PsValue list, string separator)
    {
        var result = Flow.None;
        var text = new System.Text.StringBuilder();
        var isKnown = true;
        foreach (var item in list.AsItems())
        {
            text.Append(text.Length > 0 || !ReferenceEquals(item, list.AsItems()[0]) ? separator : "").Append(item.Text);
            isKnown &= item.IsKnown;
        }

        return new PsValue(result.Append(new Flow(text.ToString(), isKnown, [])).With(list.Names));
    }

    private static PsValue Format(PsValue pattern, PsValue arguments)
    {
        var items = arguments.AsItems();
        if (!pattern.IsKnown)
        {
            return PsValue.From(pattern.Names.Concat(arguments.Names));
        }

        var result = Flow.None;
        var text = pattern.Text;
        var from = 0;
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', from))
        {
            var close = text.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            var inner = text.AsSpan(open + 1, close - open - 1);
            var end = inner.IndexOfAny(':', ',');
            result = result.Append(Flow.Of(text[from..open]));
            from = close + 1;
            if (int.TryParse(end < 0 ? inner : inner[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count)
            {
                result = result.Append(end >= 0 && inner[end] == ':' && items[index].Number is not null ? Flow.Unknown : items[index].Flow);
            }
        }

        return new PsValue(result.Append(Flow.Of(text[Math.Min(from, text.Length)..])).With(pattern.Names.Concat(arguments.Names)));
    }

    /// <summary>Plain patterns only; a real regular expression leaves the text unknown.</summary>
    private static PsValue Replace(PsValue text, PsValue arguments)
    {
        var items = arguments.AsItems();
        var pattern = items[0];
        var by = items.Count > 1 ? items[1] : PsValue.Empty;
        if (!text.IsKnown || !pattern.IsKnown || !by.IsKnown || PlainPattern(pattern.Text) is not { Length: > 0 } plain)
        {
            return PsValue.From(text.Names.Concat(arguments.Names));
        }

        return PsValue.Of(text.Text.Replace(plain, by.Text, StringComparison.OrdinalIgnoreCase)).With(text.Names.Concat(arguments.Names));
    }

    private static PsValue Split(PsValue text, PsValue arguments)
    {
        var pattern = arguments.AsItems()[0];
        if (!text.IsKnown || !pattern.IsKnown)
        {
            return PsValue.From(text.Names.Concat(arguments.Names));
        }

        if (pattern.Text is "\\s+" or "\\s" or " ")
        {
            return ToList([.. text.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(PsValue.Of)]);
        }

        return PlainPattern(pattern.Text) is { Length: > 0 } plain
            ? ToList([.. text.Text.Split(plain).Select(PsValue.Of)])
            : PsValue.From(text.Names);
    }

    /// <summary>The text that a pattern without alternatives matches; null when it matches more than one.</summary>
    private static string? PlainPattern(string pattern)
    {
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length && !char.IsAsciiLetterOrDigit(pattern[i + 1]))
            {
                result.Append(pattern[++i]);
            }
            else if (".$^{[(|)*+?\\".Contains(pattern[i], StringComparison.Ordinal))
            {
                return null;
            }
            else
            {
                result.Append(pattern[i]);
            }
        }

        return result.ToString();
    }
}
