using System.Globalization;
using System.Text;
using PackageWall.Inspection.Languages.Shell;

namespace PackageWall.Inspection.Languages.PowerShell;

/// <summary>Primary expressions, members and casts.</summary>
internal sealed partial class PsRunner
{
    private PsValue ParsePostfix()
    {
        var value = ParsePrimary();
        var name = _last;
        while (Step())
        {
            if (_lex.Kind == PsToken.Operator && _lex.Text is "." or "?." or "::" && !_lex.IsSpaced)
            {
                var isStatic = _lex.Text == "::";
                var (line, start) = (_lex.Line, _lex.Start);
                _lex.Next();
                var member = ReadMemberName();
                if (_lex.Kind == PsToken.Open && _lex.Text == "(" && !_lex.IsSpaced)
                {
                    value = CallMember(value, member, ReadCallArguments(), isStatic, name, line, start);
                }
                else
                {
                    value = GetMember(value, member, isStatic, line, start);
                }
            }
            else if (_lex.Kind == PsToken.Open && _lex.Text == "[" && !_lex.IsSpaced)
            {
                _lex.Next();
                var index = ParseExpression();
                ExpectClose();
                value = GetItems(value, index);
            }
            else if (_lex.Kind == PsToken.Operator && _lex.Text is "++" or "--")
            {
                _lex.Next();
            }
            else
            {
                return value;
            }
        }

        return value;
    }

    private string? _last;

    private string ReadMemberName()
    {
        var name = _lex.Text;
        switch (_lex.Kind)
        {
            case PsToken.Open:
                var value = ParsePrimary();
                return value.IsKnown ? value.Text.ToLowerInvariant() : "";
            case PsToken.Expandable:
                name = Expand(name, _lex.Line, _lex.Start).Text;
                break;
            case PsToken.Variable:
                name = Variable(name, _lex.Line, _lex.Start).Text;
                break;
            case PsToken.Word when name.Contains('.', StringComparison.Ordinal):
                // One member at a time.
                var dot = name.IndexOf('.', StringComparison.Ordinal);
                _lex.MoveTo(_lex.Start + dot, _lex.Line);
                name = name[..dot];
                break;
            case PsToken.Text or PsToken.Word:
                break;
            default:
                return "";
        }

        _lex.Next();
        return name.ToLowerInvariant();
    }

    private List<PsValue> ReadCallArguments()
    {
        var arguments = new List<PsValue>();
        _lex.Next();
        while (_lex.Kind is not (PsToken.Close or PsToken.End) && Step())
        {
            if (_lex.Kind == PsToken.NewLine || (_lex.Kind == PsToken.Operator && _lex.Text == ","))
            {
                _lex.Next();
                continue;
            }

            var before = (_lex.Start, _lex.End);
            var value = ParseExpression();
            if (value.Items is { Count: > 1 } items && value.Bytes is null && IsArgumentList(items))
            {
                arguments.AddRange(items);
            }
            else
            {
                arguments.Add(value);
            }

            if ((_lex.Start, _lex.End) == before)
            {
                _lex.Next();
            }
        }

        ExpectClose();
        return arguments;
    }

    // Arguments are separated by the same comma that makes lists; a short list is taken for several arguments.
    private static bool IsArgumentList(IReadOnlyList<PsValue> items) => items.Count <= 8;

    private void ExpectClose()
    {
        while (_lex.Kind == PsToken.NewLine)
        {
            _lex.Next();
        }

        if (_lex.Kind == PsToken.Close)
        {
            _lex.Next();
        }
    }

    private PsValue ParsePrimary()
    {
        var (text, line, start) = (_lex.Text, _lex.Line, _lex.Start);
        _last = null;
        switch (_lex.Kind)
        {
            case PsToken.Text:
                _lex.Next();
                return PsValue.Of(text);
            case PsToken.Expandable:
                _lex.Next();
                return Expand(text, line, start);
            case PsToken.Number:
                _lex.Next();
                return ToNumber(text);
            case PsToken.Variable:
                _lex.Next();
                _last = text;
                return Variable(text, line, start);
            case PsToken.Open when text == "[":
                return ParseType();
            case PsToken.Open when text is "{" or "@{":
                return ParseBraces(text == "{");
            case PsToken.Open:
                return ParseParentheses(text == "@(");
            case PsToken.Word:
                // A bare word where a value is asked for: a command in parentheses has been handled by the pipeline.
                _lex.Next();
                return PsValue.Of(text);
            default:
                return PsValue.Unknown;
        }
    }

    private PsValue ParseParentheses(bool isArray)
    {
        if (!Enter())
        {
            SkipFlat();
            return PsValue.Unknown;
        }

        _lex.Next();
        var value = RunStatements();
        ExpectClose();
        _depth--;
        return isArray && value.Items is null && value.Text.Length > 0 ? PsValue.List([value]) : value;
    }

    /// <summary>A script block or a table. What stands in it is read where it stands, since somebody will run it.</summary>
    private PsValue ParseBraces(bool isBlock)
    {
        if (!Enter())
        {
            SkipFlat();
            return PsValue.Unknown;
        }

        var from = _lex.End;
        _lex.Next();
        var value = RunStatements();
        var to = Math.Max(from, Math.Min(_lex.Start, _lex.Source.Length));

        // Blocks in blocks hold the same text again and again, so that it counts as made.
        var block = isBlock && _lex.Kind == PsToken.Close && MayProduce(BlockWeight * (long)(to - from))
            ? new PsValue(Flow.Of(_lex.Source[from..to]).With(value.Names)) { IsBlock = true }
            : PsValue.From(value.Names);
        if (_lex.Kind == PsToken.Close)
        {
            _lex.Next();
        }

        _depth--;
        return block;
    }

    /// <summary><c>[Type]</c>, <c>[Type]value</c>, <c>[Type]::member</c>.</summary>
    private PsValue ParseType()
    {
        var source = _lex.Source;
        var close = _lex.End;
        var open = 1;
        while (close < source.Length && open > 0)
        {
            open += source[close] == '[' ? 1 : source[close] == ']' ? -1 : 0;
            close++;
        }

        var type = TypeName(source[_lex.End..Math.Max(_lex.End, close - 1)]);
        _lex.MoveTo(close, _lex.Line);
        _lex.Next();
        if (_lex.Kind is PsToken.Variable or PsToken.Text or PsToken.Expandable or PsToken.Number or PsToken.Open
            || (_lex.Kind == PsToken.Operator && _lex.Text is "-" or "-join" && !_lex.IsSpaced))
        {
            if (!Enter())
            {
                SkipFlat();
                return PsValue.Unknown;
            }

            var value = ParseUnary();
            _depth--;
            return Cast(type, value);
        }

        return new PsValue(Flow.Of("[" + type + "]")) { Type = type };
    }

    private static string TypeName(string text)
    {
        var name = text.Replace("`", "", StringComparison.Ordinal).Trim().ToLowerInvariant();
        return name.StartsWith("system.", StringComparison.Ordinal) ? name[7..] : name;
    }

    private static PsValue ToNumber(string text)
    {
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (isHex && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex))
        {
            return PsValue.Of(hex);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? PsValue.Of(number) : PsValue.Of(text);
    }

    private static PsValue Cast(string type, PsValue value)
    {
        switch (type)
        {
            case "char":
                return ToCharacter(value);
            case "char[]":
                return value.Items is { } items ? PsValue.List([.. items.Select(ToCharacter)]) : PsValue.List([.. value.Text.Select(static c => PsValue.Of(c.ToString()))]).With(value.Names);
            case "string":
                return new PsValue(value.Flow);
            case "byte[]" when value.Items is { } bytes && bytes.All(static item => item.Number is >= 0 and <= 255):
                return value with { Bytes = [.. bytes.Select(static item => (byte)item.Number!.Value)] };
            case "int" or "byte" or "long" or "int32" or "uint32" or "double" or "convert":
                return value.Number is null && value.IsKnown && value.Items is null
                    ? value.Text.Length == 1 && !char.IsAsciiDigit(value.Text[0]) ? PsValue.Of(value.Text[0]) : ToNumber(value.Text.Trim()).With(value.Names)
                    : value;
            case "scriptblock":
                return value with { IsBlock = true };
            case "type":
                return value with { Type = TypeName(value.Text) };
            default:
                return value with { Type = type };
        }
    }

    private static PsValue ToCharacter(PsValue value)
    {
        var code = value.Number ?? ToNumber(value.Text).Number;
        return code is >= 0 and <= 0xffff && !(value.Number is null && value.Text.Length == 1)
            ? PsValue.Of(((char)code).ToString()).With(value.Names)
            : new PsValue(value.Flow);
    }

    private static PsValue GetItems(PsValue value, PsValue index)
    {
        var items = value.Items ?? (value.IsKnown ? [.. value.Text.Take(MostItems).Select(static c => PsValue.Of(c.ToString()))] : null);
        if (items is null || index.AsItems().Any(static item => item.Number is null))
        {
            return PsValue.From(value.Names.Concat(index.Names));
        }

        var chosen = new List<PsValue>();
        foreach (var item in index.AsItems())
        {
            var at = (int)item.Number!.Value;
            at = at < 0 ? items.Count + at : at;
            if (at >= 0 && at < items.Count)
            {
                chosen.Add(items[at]);
            }
        }

        return (chosen.Count == 1 && index.Items is null ? chosen[0] : ToList(chosen)).With(value.Names);
    }

    /// <summary>A text in double quotes: escapes, variables, <c>$(…)</c>.</summary>
    private PsValue Expand(string text, int line, int start)
    {
        if (text.AsSpan().IndexOfAny('`', '$', '"') < 0)
        {
            return PsValue.Of(text);
        }

        var result = new FlowBuilder();
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (c == '`' && i + 1 < text.Length)
            {
                plain.Append(text[i + 1] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', var other => other });
                i += 2;
            }
            else if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                plain.Append('"');
                i += 2;
            }
            else if (c == '$' && i + 1 < text.Length && (text[i + 1] is '(' or '{' || char.IsLetter(text[i + 1]) || text[i + 1] is '_'))
            {
                result.Append(plain.ToString());
                plain.Clear();
                result.Append(ExpandAt(text, ref i, line, start).Flow);
            }
            else
            {
                plain.Append(c);
                i++;
            }
        }

        return Produced(new PsValue(result.Append(plain.ToString()).Build()), result.Cost);
    }

    private PsValue ExpandAt(string text, ref int at, int line, int start)
    {
        var saved = _lex;
        PsValue value;
        if (!Enter())
        {
            at = text.Length;
            return PsValue.Unknown;
        }

        _lex = new PsLexer(text, line);
        _lex.MoveTo(at, line);
        _lex.Next();
        if (_lex.Kind == PsToken.Variable)
        {
            value = Variable(_lex.Text, line, start);
            at = _lex.End;
        }
        else if (_lex.Kind == PsToken.Open)
        {
            _lex.Next();
            value = RunStatements();
            at = Math.Max(at + 2, _lex.End);
        }
        else
        {
            value = PsValue.Of("$");
            at++;
        }

        _depth--;
        _lex = saved;
        return value;
    }
}
