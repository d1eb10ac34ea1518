namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>Operators, subscripts, displays and formatted texts.</summary>
internal sealed partial class CodeWriter
{
    private static readonly string[] Binaries = ["+", "&", "//", "<<", "@", "*", "%", "|", "**", ">>", "-", "/", "^"];

    private static readonly string[] Comparisons = ["<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not", "=="];

    private Expression? RunOperators(Instruction instruction)
    {
        var argument = instruction.Argument;
        switch (instruction.Code)
        {
            case Opcode.UnaryNot:
                Push(Not(PopValue()));
                break;
            case Opcode.UnaryNegative or Opcode.UnaryPositive or Opcode.UnaryInvert:
                var operand = PopValue();
                Push(new($"{instruction.Code switch { Opcode.UnaryNegative => "-", Opcode.UnaryPositive => "+", _ => "~" }}{operand.Part}", false, operand.IsPure, operand.PartDepth));
                break;
            case Opcode.BinaryOp when argument == 26:
                Subscript();
                break;
            case Opcode.BinaryOp:
                Operate(Binaries[argument % 13], isInplace: argument >= 13);
                break;
            case Opcode.BinaryAdd or Opcode.BinarySubtract or Opcode.BinaryMultiply or Opcode.BinaryModulo or Opcode.BinaryPower or Opcode.BinaryFloorDivide or Opcode.BinaryTrueDivide
                or Opcode.BinaryLshift or Opcode.BinaryRshift or Opcode.BinaryAnd or Opcode.BinaryOr or Opcode.BinaryXor or Opcode.BinaryMatrixMultiply:
                Operate(SignOf(instruction.Code.ToString()["Binary".Length..]), isInplace: false);
                break;
            case Opcode.InplaceAdd or Opcode.InplaceSubtract or Opcode.InplaceMultiply or Opcode.InplaceModulo or Opcode.InplacePower or Opcode.InplaceFloorDivide or Opcode.InplaceTrueDivide
                or Opcode.InplaceLshift or Opcode.InplaceRshift or Opcode.InplaceAnd or Opcode.InplaceOr or Opcode.InplaceXor or Opcode.InplaceMatrixMultiply:
                Operate(SignOf(instruction.Code.ToString()["Inplace".Length..]), isInplace: true);
                break;
            case Opcode.CompareOp:
                Compare(Comparisons[Math.Min(_version >= 313 ? argument >> 5 : _version == 312 ? argument >> 4 : argument, Comparisons.Length - 1)]);
                break;
            case Opcode.IsOp:
                Compare(argument == 0 ? "is" : "is not");
                break;
            case Opcode.ContainsOp:
                Compare(argument == 0 ? "in" : "not in");
                break;
            case Opcode.BinarySubscr:
                Subscript();
                break;
            case Opcode.BinarySlice:
                PushSlice(2);
                Subscript();
                break;
            case Opcode.StoreSlice:
                PushSlice(2);
                StoreSubscript();
                break;
            case Opcode.StoreSubscr:
                StoreSubscript();
                break;
            case Opcode.DeleteSubscr:
                var gone = Pop();
                Delete(Subscripted(PopValue(), gone).Text);
                break;
            case Opcode.BuildSlice:
                PushSlice(argument);
                break;
            case Opcode.UnpackSequence:
                Unpack(argument, -1);
                break;
            case Opcode.UnpackEx:
                Unpack((argument & 0xFF) + 1 + (argument >> 8), argument & 0xFF);
                break;
            case Opcode.GetLen:
                Push(new($"len({Plain(Peek(1)).Text})", true, false, 1));
                break;
            case Opcode.MatchMapping or Opcode.MatchSequence:
                Push(Expression.Unknown);
                break;
            case Opcode.MatchKeys:
                Push(Expression.Unknown);
                if (_version == 310)
                {
                    Push(Expression.Unknown);
                }

                break;
            case Opcode.MatchClass:
                PopMany(3);
                Push(Expression.Unknown);
                if (_version == 310)
                {
                    Push(Expression.Unknown);
                }

                break;
            case Opcode.CopyDictWithoutKeys:
                PopMany(1);
                Push(Expression.Unknown);
                break;
            default:
                RunDisplays(instruction);
                break;
        }

        return null;
    }

    private static string SignOf(string name) => name switch
    {
        "Add" => "+", "Subtract" => "-", "Multiply" => "*", "Modulo" => "%", "Power" => "**", "FloorDivide" => "//", "TrueDivide" => "/",
        "Lshift" => "<<", "Rshift" => ">>", "And" => "&", "Or" => "|", "Xor" => "^", _ => "@",
    };

    private void Operate(string sign, bool isInplace)
    {
        var right = PopValue();
        var left = PopValue();
        var text = _text.Made($"{left.Part} {sign} {right.Part}");
        var depth = Math.Max(left.PartDepth, right.PartDepth);
        Push(isInplace ? new InplaceValue(left.Text, sign, right.Text, text, depth) : new Expression(text, false, left.IsPure && right.IsPure, depth));
    }

    private void Compare(string sign)
    {
        var right = PopValue();
        Push(Compared(PopValue(), sign, right));
    }

    private void PushSlice(int count)
    {
        var parts = PopValues(count == 3 ? 3 : 2);
        Push(new SliceValue(
            string.Join(':', parts.Select(part => part.Text == "None" ? "" : part.Part)),
            $"slice({string.Join(", ", parts.Select(part => part.Text))})",
            parts.All(part => part.IsPure),
            parts.Select(part => part.PartDepth).DefaultIfEmpty(1).Max()));
    }

    private void Subscript()
    {
        var key = Pop();
        Push(Subscripted(PopValue(), key));
    }

    private Expression Subscripted(Expression owner, Expression key)
    {
        var isSlice = key is SliceValue { Range.Length: > 0 };
        key = isSlice ? key : Plain(key);
        return new(_text.Made($"{owner.Part}[{(isSlice ? ((SliceValue)key).Range : key.Text)}]"), true, owner.IsPure && key.IsPure, Math.Max(owner.IsPrimary ? owner.Depth : owner.PartDepth, key.PartDepth));
    }

    private void StoreSubscript()
    {
        var key = Pop();
        var target = Subscripted(PopValue(), key);
        Assign(target, PopValue());
    }

    private void Unpack(int count, int rest)
    {
        var source = PopValue();
        var name = source.Text.StartsWith(Identifiers.Own, StringComparison.Ordinal) && source.IsPrimary && !source.Text.Contains('.', StringComparison.Ordinal) ? source : Spilled(source);
        if (count > 5_000)
        {
            throw new TextBudgetException();
        }

        for (var i = count - 1; i >= 0; i--)
        {
            Push(new(i == rest ? $"{name.Text}[{i}:]" : rest >= 0 && i > rest ? $"{name.Text}[{i - count}]" : $"{name.Text}[{i}]", true, true, 1));
        }
    }

    private void RunDisplays(Instruction instruction)
    {
        var argument = instruction.Argument;
        switch (instruction.Code)
        {
            case Opcode.BuildTuple or Opcode.BuildList or Opcode.BuildSet:
                var items = PopValues(argument);
                PushDisplay(instruction.Code switch { Opcode.BuildTuple => '(', Opcode.BuildList => '[', _ => '{' }, [.. items.Select(item => item.Text)], items);
                break;
            case Opcode.BuildMap:
                var pairs = PopValues((int)Math.Min(2L * argument, int.MaxValue));
                PushDisplay(':', [.. pairs.Chunk(2).Select(pair => $"{pair[0].Text}: {pair[^1].Text}")], pairs);
                break;
            case Opcode.BuildConstKeyMap:
                var named = PopValue();
                var keys = (named as DisplayValue)?.Sequence ?? [];
                Emit(named);
                var values = PopValues(argument);
                PushDisplay(':', [.. values.Select((value, i) => $"{(i < keys.Count ? keys[i] : Expression.Unknown.Text)}: {value.Text}")], values);
                break;
            case Opcode.BuildListUnpack or Opcode.BuildTupleUnpack or Opcode.BuildTupleUnpackWithCall or Opcode.BuildSetUnpack:
                var spread = PopValues(argument);
                PushDisplay(instruction.Code switch { Opcode.BuildListUnpack => '[', Opcode.BuildSetUnpack => '{', _ => '(' }, [.. spread.SelectMany(Spread)], spread);
                break;
            case Opcode.BuildMapUnpack or Opcode.BuildMapUnpackWithCall:
                var maps = PopValues(argument);
                PushDisplay(':', [.. maps.SelectMany(SpreadPairs)], maps);
                break;
            case Opcode.ListAppend or Opcode.SetAdd:
                Add(argument, instruction.Code == Opcode.ListAppend ? "append" : "add", isMap: false, value => [value.Text]);
                break;
            case Opcode.ListExtend or Opcode.SetUpdate:
                Add(argument, instruction.Code == Opcode.ListExtend ? "extend" : "update", isMap: false, Spread);
                break;
            case Opcode.DictUpdate or Opcode.DictMerge:
                Add(argument, "update", isMap: true, SpreadPairs);
                break;
            case Opcode.MapAdd:
                var value = PopValue();
                var key = PopValue();
                if (Peek(argument) is DisplayValue { Kind: ':' } map)
                {
                    Replace(argument, Display(':', [.. map.Items, $"{key.Text}: {value.Text}"], map.IsPure && key.IsPure && value.IsPure, Math.Max(map.Depth, Math.Max(key.PartDepth, value.PartDepth))));
                }
                else
                {
                    Assign(Subscripted(Plain(Peek(argument)), key), value);
                }

                break;
            default:
                RunTexts(instruction);
                break;
        }
    }

    private void PushDisplay(char kind, IReadOnlyList<string> items, List<Expression> of) =>
        Push(Display(kind, items, of.TrueForAll(item => item.IsPure), of.Select(item => item.PartDepth).DefaultIfEmpty(1).Max()));

    private DisplayValue Display(char kind, IReadOnlyList<string> items, bool isPure, int depth) =>
        new(kind, items, _text.Made(DisplayValue.Written(kind == ':' && items.Count == 0 ? '-' : kind, items)), isPure, depth);

    private static IReadOnlyList<string> Spread(Expression value) => value is DisplayValue { Kind: '(' or '[' } list ? list.Items : [$"*{value.Part}"];

    private static IReadOnlyList<string> SpreadPairs(Expression value) => value is DisplayValue { Kind: ':' } map ? map.Items : [$"**{value.Part}"];

    // To a display that still stands on the stack, or to a list that has a variable by now.
    private void Add(int depth, string method, bool isMap, Func<Expression, IReadOnlyList<string>> items)
    {
        var value = PopValue();
        if (Peek(depth) is DisplayValue display && (display.Kind == ':') == isMap && display.Items.Count < 10_000)
        {
            Replace(depth, Display(display.Kind, [.. display.Items, .. items(value)], display.IsPure && value.IsPure, Math.Max(display.Depth, value.PartDepth)));
            return;
        }

        Flush();
        _text.Line(_text.Made($"{Plain(Peek(depth)).Part}.{method}({value.Text})"));
    }

    private void RunTexts(Instruction instruction)
    {
        var argument = instruction.Argument;
        switch (instruction.Code)
        {
            case Opcode.FormatValue:
                // Bits 0 and 1: a conversion; bit 2: a format on top.
                PopMany((argument & 4) != 0 ? 1 : 0);
                Push(Formatted(PopValue()));
                break;
            case Opcode.FormatSimple:
                Push(Formatted(PopValue()));
                break;
            case Opcode.FormatWithSpec:
                PopMany(1);
                Push(Formatted(PopValue()));
                break;
            case Opcode.ConvertValue:
                break;
            case Opcode.BuildString:
                BuildString(PopValues(argument));
                break;
            case Opcode.BuildTemplate:
                var parts = PopValues(2);
                PushDisplay('(', [.. parts.Select(part => part.Text)], parts);
                break;
            case Opcode.BuildInterpolation:
                PopMany((argument & 1) != 0 ? 2 : 1);
                break;
            default:
                RunCalls(instruction);
                break;
        }
    }

    // {x} on its own is a text too: a variable holds what cannot stand in braces.
    private Expression Formatted(Expression value)
    {
        var name = IsPlainName(value.Text) ? value : Spilled(value);
        return new($"f'{{{name.Text}}}'", true, true, 1);
    }

    private static bool IsPlainName(string text) => text.Length < 200 && text.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '.') && !char.IsAsciiDigit(text[0]);

    private void BuildString(List<Expression> parts)
    {
        var text = new System.Text.StringBuilder("f'");
        foreach (var part in parts)
        {
            _ = part.Text switch
            {
                ['f', '\'', .. var formatted, '\''] => text.Append(formatted),
                ['\'', .. var literal, '\''] => text.Append(literal.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)),
                _ => text.Append('{').Append(Formatted(part).Text[3..^2]).Append('}'),
            };
        }

        Push(new(_text.Made(text.Append('\'').ToString()), true, true, 1));
    }
}
