namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>Functions, classes and modules: made without a name, and written when they get one.</summary>
internal sealed partial class CodeWriter
{
    // What compilers store in a class for themselves.
    private static readonly HashSet<string> OfCompilers = new(StringComparer.Ordinal)
    {
        "__module__", "__qualname__", "__firstlineno__", "__static_attributes__", "__classcell__", "__classdictcell__",
    };

    private void RunDefinitions(Instruction instruction)
    {
        switch (instruction.Code)
        {
            case Opcode.MakeFunction:
                MakeFunction(_version >= 313 ? 0 : instruction.Argument);
                break;
            case Opcode.SetFunctionAttribute:
                var function = Pop();
                var attribute = Pop();
                Push(function is FunctionValue made ? With(made, instruction.Argument, attribute) : function);
                break;
            default:
                _text.NotRead($"{instruction.Code} is not known here");
                break;
        }
    }

    private void MakeFunction(int flags)
    {
        if (_version <= 310)
        {
            // Its name in full.
            PopMany(1);
        }

        var made = Pop() is CodeValue code ? new FunctionValue(code.Code) : null;
        foreach (var flag in (int[])[8, 4, 2, 1])
        {
            if ((flags & flag) != 0)
            {
                var value = Pop();
                made = made is null ? null : With(made, flag, value);
            }
        }

        if (made is null)
        {
            _text.NotRead($"a function without code in {NameInReasons}");
        }

        Push(made ?? Expression.Unknown);
    }

    private FunctionValue With(FunctionValue function, int flag, Expression value)
    {
        switch (flag)
        {
            case 1:
                return function with { Defaults = Plain(value) };
            case 2:
                return function with { KeywordDefaults = Plain(value) };
            case 4:
                return function with { Annotations = Plain(value) };
            case 8:
                return function;
            default:
                // What its arguments are said to be, when somebody asks (3.14).
                Plain(value);
                return function;
        }
    }

    /// <summary>A value that can be part of an expression: what has no name yet is written and gets one.</summary>
    private Expression Plain(Expression expression)
    {
        switch (expression)
        {
            case FunctionValue { Code.Name: "<lambda>", Decorators: [] } function when Lambda(function) is { } written:
                return written;
            case FunctionValue function:
                var name = function.Decorators.Count > 0 ? Identifiers.Written(function.Code.Name) : _text.Temporary();
                Define(name, function);
                return Expression.Name(name);
            case ClassValue type:
                var typeName = _text.Temporary();
                Define(typeName, type);
                return Expression.Name(typeName);
            case ImportValue { Taken.Count: > 0 }:
                var local = _text.Temporary();
                Store(local, expression);
                return Expression.Name(local);
            case ImportValue import:
                import.IsUsed[0] = true;
                return new(import.Text, true, false, 1);
            default:
                return expression;
        }
    }

    private void Store(string name, Expression value)
    {
        if (_isClass && OfCompilers.Contains(name) && value.IsPure)
        {
            return;
        }

        KeepOld();
        switch (value)
        {
            case FunctionValue function when function.Code.Name == name || function.Decorators.Count == 0:
                Define(name, function);
                break;
            case FunctionValue function:
                // Made of a function of another name: a call and no decorator.
                var plain = Plain(function with { Decorators = [.. function.Decorators.SkipLast(1)] });
                _text.Line(_text.Made($"{name} = {function.Decorators[^1]}({plain.Text})"));
                break;
            case ClassValue type:
                Define(name, type);
                break;
            case ImportValue import:
                import.IsUsed[0] = true;
                _text.Line(_text.Made(Imported(import, name)));
                break;
            case InplaceValue inplace when inplace.Target == name:
                _text.Line(_text.Made($"{name} {inplace.Operator}= {inplace.Value}"));
                break;
            default:
                // A text that begins a module or a class is what the source has there for its readers.
                _text.Line(_text.Made(name == "__doc__" && (_isModule || _isClass) && value.Text[0] == '\'' ? value.Text : $"{name} = {value.Text}"));
                break;
        }
    }

    private void Define(string name, FunctionValue function)
    {
        if (function.Annotations is { IsPure: false } annotations)
        {
            _text.Line(annotations.Text);
        }

        foreach (var decorator in function.Decorators.Reverse())
        {
            _text.Line("@" + decorator);
        }

        var inner = new CodeWriter(_text, _version, function.Code, _nesting + 1, isClass: false);
        _text.Open($"def {name}({inner.ParametersOf(function)}):");
        inner.WriteBody();
        _text.Close();
    }

    private void Define(string name, ClassValue type)
    {
        foreach (var decorator in type.Decorators.Reverse())
        {
            _text.Line("@" + decorator);
        }

        _text.Open(_text.Made($"class {name}({type.Bases}):"));
        new CodeWriter(_text, _version, type.Code, _nesting + 1, isClass: true).WriteBody();
        _text.Close();
    }

    // lambda x: y, when it gives one expression and does nothing before.
    private Expression? Lambda(FunctionValue function)
    {
        var mark = _text.Length;
        var name = _text.Temporary();
        var depth = _text.Indent;
        Define(name, function);
        if (!_text.IsOneLineSince(mark) || depth >= WrittenText.MostIndent)
        {
            return Expression.Name(name);
        }

        var written = _text.TakeBack(mark);
        var end = written.IndexOf('\n', StringComparison.Ordinal);
        var body = written[(end + 1)..].Trim();
        if (!body.StartsWith("return ", StringComparison.Ordinal) || body.Length > LongText)
        {
            _text.PutBack(written);
            return Expression.Name(name);
        }

        var head = written[..end].Trim();
        var parameters = head[(head.IndexOf('(', StringComparison.Ordinal) + 1)..^2];
        return new(_text.Made($"lambda {parameters}: {body["return ".Length..]}"), false, true, 4);
    }

    private string ParametersOf(FunctionValue function)
    {
        var parameters = new List<string>();
        var place = 0;
        var defaults = (function.Defaults as DisplayValue)?.Sequence ?? [];
        for (var i = 0; i < _code.Arguments; i++, place++)
        {
            var at = i - (_code.Arguments - defaults.Count);
            parameters.Add(LocalName(place) + (at >= 0 ? $"={defaults[at]}" : ""));
        }

        var hasMore = (_code.Flags & 4) != 0;
        var keywordOnly = new List<string>();
        for (var i = 0; i < _code.KeywordOnly; i++, place++)
        {
            var name = LocalName(place);
            var start = $"'{name}': ";
            var value = (function.KeywordDefaults as DisplayValue)?.Pairs.FirstOrDefault(item => item.StartsWith(start, StringComparison.Ordinal));
            keywordOnly.Add(name + (value is null ? "" : $"={value[start.Length..]}"));
        }

        if (hasMore)
        {
            parameters.Add("*" + LocalName(place++));
        }
        else if (keywordOnly.Count > 0)
        {
            parameters.Add("*");
        }

        parameters.AddRange(keywordOnly);
        if ((_code.Flags & 8) != 0)
        {
            parameters.Add("**" + LocalName(place));
        }

        return _text.Made(string.Join(", ", parameters));
    }
}
