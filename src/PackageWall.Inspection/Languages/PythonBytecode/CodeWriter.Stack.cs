namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>The stack: what is on it as expressions, and how it goes from block to block in variables, one for each place.</summary>
internal sealed partial class CodeWriter
{
    private const int MostDepth = 10;
    private const int LongText = 3_000;
    private const string Slot = Identifiers.Own + "s";
    private readonly Dictionary<int, List<Expression>> _entries = [];
    private List<Expression> _stack = [];
    private bool _isLoose;

    /// <summary>Writes the statements of a block; gives what its last instruction asks, if that has two ways to go on.</summary>
    private Expression? Simulate(int number)
    {
        var block = _graph.Blocks[number];
        _isLoose = block.IsUnreached || !_entries.ContainsKey(number);
        _stack = [.. _entries.GetValueOrDefault(number) ?? []];
        _text.Step(_stack.Count);
        var kept = block.Handlers.Count == 0 ? 0 : Math.Min(_stack.Count, block.Handlers.Max(handler => handler.Depth));
        Settle(kept, isForced: true);
        foreach (var (handler, depth, more) in block.Handlers)
        {
            if (depth >= 0)
            {
                EnterHandler(handler, depth, more);
            }
        }

        Expression? test = null;
        for (var i = block.First; i < block.End; i++)
        {
            test = Run(_instructions[i], block);
        }

        if (block.Falls >= 0 || block.Jumps >= 0)
        {
            Leave(block, _instructions[block.End - 1]);
        }
        else
        {
            // What nobody takes from the stack was made all the same.
            _stack.ToList().ForEach(Emit);
        }

        return test;
    }

    private void EnterHandler(int handler, int depth, int more)
    {
        if (_entries.ContainsKey(handler))
        {
            return;
        }

        var stack = new List<Expression>();
        for (var i = 0; i < depth && i < 200; i++)
        {
            stack.Add(i < _stack.Count && IsKept(_stack[i]) ? _stack[i] : Expression.Name(Slot + i));
        }

        for (var i = 0; i < more; i++)
        {
            stack.Add(Expression.Unknown);
        }

        _entries[handler] = stack;
    }

    // What is no value has no variable.
    private static bool IsKept(Expression expression) => expression is Marker or CodeValue or EnterValue;

    private void Leave(FlowBlock block, Instruction last)
    {
        var (falls, jumps) = (_stack, _stack);
        var needsVariables = Needs(block.Falls) || Needs(block.Jumps);
        switch (last.Code)
        {
            case Opcode.ForIter:
                // On top is the element; what is gone over lies below, and stays there at the end in later versions.
                Settle(_stack.Count - 1, needsVariables);
                falls = [.. _stack];
                jumps = _version >= 312 ? [.. _stack] : [.. _stack.Take(Math.Max(0, _stack.Count - 2))];
                break;
            case Opcode.JumpIfFalseOrPop or Opcode.JumpIfTrueOrPop:
                Settle(_stack.Count, isForced: true);
                jumps = [.. _stack];
                falls = [.. _stack.Take(Math.Max(0, _stack.Count - 1))];
                break;
            case Opcode.CallFinally:
                Settle(_stack.Count, isForced: true);
                falls = [.. _stack];
                jumps = [.. _stack, Expression.None];
                break;
            case Opcode.Send:
                Settle(_stack.Count, isForced: true);
                falls = [.. _stack];
                jumps = _version >= 312 ? [.. _stack] : [.. _stack.Take(Math.Max(0, _stack.Count - 2)), .. _stack.TakeLast(1)];
                break;
            default:
                Settle(_stack.Count, needsVariables);
                (falls, jumps) = ([.. _stack], [.. _stack]);
                break;
        }

        EnterNext(block.Falls, falls);
        EnterNext(block.Jumps, jumps);

        bool Needs(int next) => next >= 0 && _graph.Blocks[next] is { Ways: not 1 } or { IsHead: true } or { IsHandler: true };
    }

    private void EnterNext(int next, List<Expression> stack)
    {
        if (next < 0)
        {
            return;
        }

        if (!_entries.TryAdd(next, stack) && _entries[next].Count != stack.Count && _version >= 309 && !_isLoose && !_graph.Blocks[next].IsHandler)
        {
            _text.NotRead($"two ways with a stack of their own in {NameInReasons}");
        }
    }

    // Puts the lowest of the stack into the variables of their places: all of them, or those that would do something when written twice.
    private void Settle(int count, bool isForced)
    {
        // A variable that another place holds must be read before it is written.
        for (var i = 0; i < count; i++)
        {
            if (!IsKept(_stack[i]) && _stack[i].Text != Slot + i && (_stack[i].Text.Contains(Slot, StringComparison.Ordinal) || _stack[i] is FunctionValue or ClassValue or ImportValue))
            {
                _stack[i] = Spilled(_stack[i]);
            }
        }

        for (var i = 0; i < count; i++)
        {
            var expression = _stack[i];
            if (IsKept(expression) || expression.Text == Slot + i || (!isForced && expression.IsPure && expression.Text.Length < 200))
            {
                continue;
            }

            _text.Line(_text.Made($"{Slot}{i} = {expression.Text}"));
            _stack[i] = Expression.Name(Slot + i);
        }
    }

    private void Push(Expression expression)
    {
        if (_stack.Count > 100_000)
        {
            throw new TextBudgetException();
        }

        _text.Made(expression.Text);
        _stack.Add(expression.Depth > MostDepth || (expression.Text.Length > LongText && (!expression.IsPure || expression is not DisplayValue) && expression.Depth > 0) ? Spilled(expression) : expression);
    }

    private Expression Pop()
    {
        if (_stack.Count == 0)
        {
            if (!_isLoose && _version >= 309)
            {
                _text.NotRead($"an empty stack in {NameInReasons}");
            }

            return Expression.Unknown;
        }

        var top = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    /// <summary>Takes the top as a value: functions and modules without a name get one.</summary>
    private Expression PopValue() => Plain(Pop());

    private List<Expression> PopValues(int count)
    {
        var values = new List<Expression>();
        if (count > _stack.Count + 8)
        {
            _text.NotRead($"an empty stack in {NameInReasons}");
            count = _stack.Count;
        }

        for (var i = 0; i < count; i++)
        {
            values.Add(PopValue());
        }

        values.Reverse();
        return values;
    }

    private Expression Peek(int depth) => depth >= 1 && depth <= _stack.Count ? _stack[^depth] : Expression.Unknown;

    private void Replace(int depth, Expression expression)
    {
        if (depth >= 1 && depth <= _stack.Count)
        {
            _stack[^depth] = expression;
        }
    }

    // The value in a variable of its own.
    private Expression Spilled(Expression expression)
    {
        if (IsKept(expression))
        {
            return expression;
        }

        Flush();
        var plain = Plain(expression);
        var name = _text.Temporary();
        _text.Line(_text.Made($"{name} = {plain.Text}"));
        return Expression.Name(name);
    }

    // What is on the stack and does something is done before what is written next.
    private void Flush()
    {
        _text.Step(_stack.Count);
        for (var i = 0; i < _stack.Count; i++)
        {
            if (_stack[i] is { IsPure: false } and not (FunctionValue or ClassValue or ImportValue))
            {
                var name = _text.Temporary();
                _text.Line(_text.Made($"{name} = {_stack[i].Text}"));
                _stack[i] = Expression.Name(name);
            }
        }
    }

    // Before a variable changes, what is on the stack and was made from it goes into variables of its own.
    private void KeepOld()
    {
        _text.Step(_stack.Count);
        for (var i = 0; i < _stack.Count; i++)
        {
            var expression = _stack[i];
            if (IsKept(expression) || expression is FunctionValue or ClassValue or ImportValue || expression.Text.StartsWith(Identifiers.Own, StringComparison.Ordinal) || expression.Text[0] is '\'' or >= '0' and <= '9')
            {
                continue;
            }

            var name = _text.Temporary();
            _text.Line(_text.Made($"{name} = {expression.Text}"));
            _stack[i] = Expression.Name(name);
        }
    }

    /// <summary>Writes an expression as a statement, if it does anything.</summary>
    private void Emit(Expression expression)
    {
        switch (expression)
        {
            case ImportValue { IsUsed: [false] } import:
                import.IsUsed[0] = true;
                Flush();
                _text.Line(_text.Made(Imported(import, _text.Temporary())));
                break;
            case ImportValue:
                break;
            case FunctionValue or ClassValue:
                Plain(expression);
                break;
            case { IsPure: false }:
                Flush();
                _text.Line(expression.Text);
                break;
        }
    }
}
