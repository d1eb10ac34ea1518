namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>What each instruction does with the stack (library reference, "dis").</summary>
internal sealed partial class CodeWriter
{
    private Expression? _keywordNames;

    /// <summary>Runs one; gives what it asks, if it has two ways to go on.</summary>
    private Expression? Run(Instruction instruction, FlowBlock block)
    {
        var argument = instruction.Argument;
        switch (instruction.Code)
        {
            case Opcode.Nop or Opcode.NotTaken or Opcode.Resume or Opcode.Precall or Opcode.MakeCell or Opcode.CopyFreeVars or Opcode.SetupAnnotations or Opcode.PopBlock or Opcode.ToBool
                or Opcode.GetIter or Opcode.GetYieldFromIter or Opcode.GetAiter or Opcode.AsyncGenWrap or Opcode.ListToTuple or Opcode.JumpForward or Opcode.JumpAbsolute or Opcode.JumpBackward
                or Opcode.JumpBackwardNoInterrupt or Opcode.CallFinally:
                break;
            case Opcode.PopTop:
                Emit(Pop());
                break;
            case Opcode.GenStart or Opcode.EndFinally or Opcode.PopIter or Opcode.WithCleanupFinish:
                PopMany(instruction.Code == Opcode.WithCleanupFinish ? 2 : 1);
                break;
            case Opcode.PopFinally:
                PopMany(1);
                break;
            case Opcode.EndFor:
                PopMany(_version == 312 ? 2 : 1);
                break;
            case Opcode.PopExcept:
                PopMany(_version >= 311 ? 1 : 3);
                break;
            case Opcode.Reraise:
                PopMany(_version >= 311 ? 1 : 3);
                break;
            case Opcode.BeginFinally or Opcode.ReturnGenerator:
                Push(Expression.Unknown);
                break;
            case Opcode.PushNull:
                Push(Marker.Null);
                break;
            case Opcode.PushExcInfo or Opcode.GetAnext or Opcode.WithExceptStart:
                Push(Expression.Unknown);
                break;
            case Opcode.CheckExcMatch or Opcode.CheckEgMatch:
                Matched();
                break;
            case Opcode.EndAsyncFor:
                PopMany(_version >= 311 ? 2 : 7);
                break;
            case Opcode.CleanupThrow:
                PopMany(3);
                Push(Expression.Unknown);
                Push(Expression.Unknown);
                break;
            case Opcode.WithCleanupStart:
                PopMany(2);
                Push(Expression.Unknown);
                Push(Expression.Unknown);
                Push(Expression.Unknown);
                break;
            case Opcode.EndSend:
                var sent = Pop();
                PopMany(1);
                Push(sent);
                break;
            case Opcode.Await:
                PopMany(1);
                if (_version >= 312)
                {
                    Push(Peek(1));
                }

                break;
            case Opcode.YieldFrom:
                PopMany(1);
                break;
            case Opcode.GetAwaitable:
                var waited = PopValue();
                Push(waited is { IsPure: true } ? waited : new($"await {waited.Part}", false, false, waited.PartDepth));
                break;
            case Opcode.YieldValue:
                Yield();
                break;
            case Opcode.Send:
                PopMany(1);
                Push(Expression.Unknown);
                return Expression.Unknown;
            case Opcode.Copy:
                Duplicate(argument);
                break;
            case Opcode.DupTop:
                Duplicate(1);
                break;
            case Opcode.DupTopTwo:
                Duplicate(2);
                Duplicate(2);
                break;
            case Opcode.Swap:
                var (top, other) = (Peek(1), Peek(argument));
                Replace(1, other);
                Replace(argument, top);
                break;
            case Opcode.RotTwo or Opcode.RotThree or Opcode.RotFour or Opcode.RotN:
                Rotate(instruction.Code switch { Opcode.RotTwo => 2, Opcode.RotThree => 3, Opcode.RotFour => 4, _ => argument });
                break;
            case Opcode.ReturnValue:
                Return(PopValue());
                break;
            case Opcode.ReturnConst:
                Return(Plain(ConstantAt(argument)));
                break;
            case Opcode.RaiseVarargs:
                var raised = PopValues(argument);
                Flush();
                _text.Line(raised.Count == 0 ? "raise" : _text.Made($"raise {raised[0].Text}" + (raised.Count > 1 ? $" from {raised[1].Text}" : "")));
                break;
            case Opcode.ForIter:
                return Iterate();
            case Opcode.SetupFinally:
                Settle(_stack.Count, isForced: true);
                block.Handlers.ForEach(handler => EnterHandler(handler.Block, _stack.Count, handler.More));
                break;
            case Opcode.SetupWith or Opcode.SetupAsyncWith:
                var entered = PopValue();
                Push(Marker.Exit);
                Settle(_stack.Count, isForced: true);
                block.Handlers.ForEach(handler => EnterHandler(handler.Block, _stack.Count, handler.More));
                Push(entered);
                break;
            case Opcode.BeforeWith or Opcode.BeforeAsyncWith:
                var opened = PopValue();
                Push(Marker.Exit);
                Push(opened);
                break;
            case Opcode.LoadSpecial:
                // 0 and 2 begin a block, 1 and 3 end it (3.14).
                var manager = PopValue();
                Push(argument % 2 == 0 ? new EnterValue(manager) : Marker.Exit);
                Push(Marker.Self);
                break;
            default:
                return RunLoads(instruction);
        }

        return null;
    }

    private Expression? RunTests(Instruction instruction)
    {
        switch (instruction.Code)
        {
            case Opcode.PopJumpIfFalse or Opcode.PopJumpBackwardIfFalse:
                return PopValue();
            case Opcode.PopJumpIfTrue or Opcode.PopJumpBackwardIfTrue:
                return Not(PopValue());
            case Opcode.JumpIfFalseOrPop:
                return Peek(1) is FunctionValue or ClassValue or ImportValue ? Expression.Unknown : Kept();
            case Opcode.JumpIfTrueOrPop:
                return Peek(1) is FunctionValue or ClassValue or ImportValue ? Expression.Unknown : Not(Kept());
            case Opcode.PopJumpIfNone or Opcode.PopJumpBackwardIfNone:
                return Compared(PopValue(), "is not", Expression.None);
            case Opcode.PopJumpIfNotNone or Opcode.PopJumpBackwardIfNotNone:
                return Compared(PopValue(), "is", Expression.None);
            case Opcode.JumpIfNotExcMatch:
                var kind = PopValue();
                var what = PopValue();
                return Compared(what, "==", kind);
            default:
                return RunOperators(instruction);
        }

        // What stays on the stack goes into its variable before it is asked.
        Expression Kept()
        {
            Settle(_stack.Count, isForced: true);
            return Peek(1);
        }
    }

    private static Expression Compared(Expression left, string sign, Expression right) =>
        new($"{left.Part} {sign} {right.Part}", false, left.IsPure && right.IsPure, Math.Max(left.PartDepth, right.PartDepth));

    private void PopMany(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (_stack.Count > 0)
            {
                Emit(Pop());
            }
        }
    }

    private void Matched()
    {
        var kind = PopValue();
        Push(Compared(Expression.Unknown, "==", kind));
    }

    private void Duplicate(int depth)
    {
        var original = Peek(depth);
        if (original is ImportValue || original.IsPure || IsKept(original))
        {
            Push(original);
            return;
        }

        // Whatever lies above it was made later and waits all the same: all of it gets a variable.
        Replace(depth, Spilled(original));
        Push(Peek(depth));
    }

    // The top goes below as many.
    private void Rotate(int count)
    {
        if (count < 2 || count > _stack.Count)
        {
            return;
        }

        var top = Pop();
        _stack.Insert(_stack.Count - count + 1, top);
    }

    private void Yield()
    {
        var value = PopValue();
        if (_isGenerator)
        {
            Flush();
            _text.Line(_text.Made($"{Given}.append({value.Text})"));
            Push(Expression.None);
            return;
        }

        Push(new($"(yield {value.Text})", true, false, value.PartDepth));
    }

    private void Return(Expression value)
    {
        if (_isModule || _isClass || _isGenerator)
        {
            Emit(value);
            return;
        }

        Flush();
        _text.Line(_text.Made($"return {value.Text}"));
    }

    private Expression Iterate()
    {
        var source = PopValue();
        Push(source);
        var element = _text.Temporary();
        Push(Expression.Name(element));
        return new($"for {element} in {source.Part}:", false, true, 0);
    }

    private Expression ConstantAt(int index)
    {
        if (index >= 0 && index < _code.Constants.Count)
        {
            return _text.Constant(_code.Constants[index]);
        }

        _text.NotRead($"a constant that is not there in {NameInReasons}");
        return Expression.Unknown;
    }
}
