namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>Calls, in the ways that the versions lay them out on the stack.</summary>
internal sealed partial class CodeWriter
{
    private void RunCalls(Instruction instruction)
    {
        var argument = instruction.Argument;
        switch (instruction.Code)
        {
            case Opcode.KwNames:
                _keywordNames = ConstantAt(argument);
                break;
            case Opcode.CallFunction:
                var values = PopArguments(argument);
                Call(Pop(), values, []);
                break;
            case Opcode.CallFunctionKw:
                var names = Pop();
                var given = PopArguments(argument);
                Call(Pop(), given, Keywords(names));
                break;
            case Opcode.CallMethod:
                CallTwo(PopArguments(argument), []);
                break;
            case Opcode.Call:
                var named = _keywordNames;
                _keywordNames = null;
                CallTwo(PopArguments(argument), Keywords(named));
                break;
            case Opcode.CallKw:
                var keywords = Pop();
                CallTwo(PopArguments(argument), Keywords(keywords));
                break;
            case Opcode.CallFunctionEx:
                CallSpread(_version >= 314 || (argument & 1) != 0);
                break;
            case Opcode.CallIntrinsic1:
                Intrinsic(argument);
                break;
            case Opcode.CallIntrinsic2:
                var second = PopValue();
                var first = PopValue();
                Emit(argument == 4 ? second : first);
                Push(argument == 4 ? first : second);
                break;
            case Opcode.PrintExpr:
                Emit(PopValue());
                break;
            case Opcode.PrepReraiseStar:
                PopMany(2);
                Push(Expression.Unknown);
                break;
            default:
                RunDefinitions(instruction);
                break;
        }
    }

    private static IReadOnlyList<string> Keywords(Expression? names) => (names as DisplayValue)?.Sequence ?? [];

    // Functions that have no name yet stay what they are: a decorator or what makes classes takes them so.
    private List<Expression> PopArguments(int count)
    {
        if (count > _stack.Count)
        {
            _text.NotRead($"an empty stack in {NameInReasons}");
            count = _stack.Count;
        }

        var arguments = new List<Expression>();
        for (var i = 0; i < count; i++)
        {
            arguments.Add(Pop());
        }

        arguments.Reverse();
        return arguments;
    }

    // Of two below the arguments, one is what is called and the other its object, or nothing.
    private void CallTwo(List<Expression> arguments, IReadOnlyList<string> keywords)
    {
        var second = Pop();
        var first = Pop();
        if (ReferenceEquals(first, Marker.Null))
        {
            Call(second, arguments, keywords);
        }
        else if (second is Marker)
        {
            Call(first, arguments, keywords);
        }
        else
        {
            Call(first, [second, .. arguments], keywords);
        }
    }

    private void Call(Expression callee, List<Expression> arguments, IReadOnlyList<string> keywords)
    {
        if (callee is EnterValue enter && arguments.Count == 0)
        {
            Push(enter.Of);
            return;
        }

        if (ReferenceEquals(callee, Marker.Exit))
        {
            arguments.ForEach(Emit);
            Push(Expression.None);
            return;
        }

        var positional = arguments.Count - Math.Min(keywords.Count, arguments.Count);
        if (ReferenceEquals(callee, Marker.BuildClass) && arguments.Count >= 2 && arguments[0] is FunctionValue body)
        {
            Push(new ClassValue(body.Code, string.Join(", ", arguments.Skip(2).Select((argument, i) => Written(argument, i + 2, positional, keywords)))));
            return;
        }

        if (arguments is [FunctionValue or ClassValue] && keywords.Count == 0)
        {
            var decorator = Plain(callee);
            if (arguments[0] is ClassValue type)
            {
                Push(type with { Decorators = [.. type.Decorators, decorator.Text] });
                return;
            }

            if (arguments[0] is FunctionValue function && Identifiers.IsName(function.Code.Name))
            {
                Push(function with { Decorators = [.. function.Decorators, decorator.Text] });
                return;
            }
        }

        var owner = Plain(callee);
        var written = arguments.Select((argument, i) => (Text: Written(argument, i, positional, keywords), Depth: argument.PartDepth)).ToList();
        Push(new(_text.Made($"{owner.Part}({string.Join(", ", written.Select(argument => argument.Text))})"), true, false, written.Select(argument => argument.Depth).Append(owner.IsPrimary ? owner.Depth : owner.PartDepth).Max()));
    }

    private string Written(Expression argument, int place, int positional, IReadOnlyList<string> keywords)
    {
        var text = Plain(argument).Text;
        if (place < positional)
        {
            return text;
        }

        var keyword = keywords[place - positional].Trim('\'');
        return Identifiers.IsName(keyword) ? $"{keyword}={text}" : $"**{{{keywords[place - positional]}: {text}}}";
    }

    private void CallSpread(bool hasKeywords)
    {
        var keywords = hasKeywords ? Pop() : Marker.Null;
        var arguments = PopValue();
        Expression callee;
        if (_version >= 313)
        {
            PopMany(1);
            callee = Pop();
        }
        else
        {
            callee = Pop();
            if (_version >= 311)
            {
                PopMany(1);
            }
        }

        var written = Spread(arguments).ToList();
        var depth = arguments.PartDepth;
        if (keywords is not Marker)
        {
            var map = Plain(keywords);
            written.AddRange(keywords is DisplayValue { Kind: ':' } display ? display.Items.Select(AsKeyword) : [$"**{map.Part}"]);
            depth = Math.Max(depth, map.PartDepth);
        }

        var owner = Plain(callee);
        Push(new(_text.Made($"{owner.Part}({string.Join(", ", written)})"), true, false, Math.Max(depth, owner.PartDepth)));
    }

    // 'name': value as name=value.
    private static string AsKeyword(string pair)
    {
        var end = pair.StartsWith('\'') ? pair.IndexOf("': ", StringComparison.Ordinal) : -1;
        return end > 0 && Identifiers.IsName(pair[1..end]) ? $"{pair[1..end]}={pair[(end + 3)..]}" : pair.StartsWith("**", StringComparison.Ordinal) ? pair : $"**{{{pair}}}";
    }

    private void Intrinsic(int number)
    {
        switch (number)
        {
            case 2:
                TakeAll(Pop());
                Push(Expression.None);
                break;
            case 5:
                var operand = PopValue();
                Push(new($"+{operand.Part}", false, operand.IsPure, operand.PartDepth));
                break;
            default:
                // What they do to their operand is none of the program's: it is handed on.
                break;
        }
    }
}
