namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>Instructions that load and store.</summary>
internal sealed partial class CodeWriter
{
    private static readonly string[] CommonConstants = ["AssertionError", "NotImplementedError", "tuple", "all", "any"];

    private Expression? RunLoads(Instruction instruction)
    {
        var argument = instruction.Argument;
        switch (instruction.Code)
        {
            case Opcode.LoadConst:
                Push(ConstantAt(argument));
                break;
            case Opcode.LoadSmallInt:
                Push(_text.Constant((double)argument));
                break;
            case Opcode.LoadCommonConstant:
                Push(Expression.Name(argument < CommonConstants.Length ? CommonConstants[argument] : Identifiers.Own + "unknown"));
                break;
            case Opcode.LoadAssertionError:
                Push(Expression.Name("AssertionError"));
                break;
            case Opcode.LoadBuildClass:
                Push(Marker.BuildClass);
                break;
            case Opcode.LoadLocals:
                Push(Expression.Unknown);
                break;
            case Opcode.LoadName:
                Push(Expression.Name(NameAt(argument)));
                break;
            case Opcode.LoadFromDictOrGlobals:
                PopMany(1);
                Push(Expression.Name(NameAt(argument)));
                break;
            case Opcode.LoadGlobal:
                LoadGlobal(instruction);
                break;
            case Opcode.LoadFast or Opcode.LoadFastAndClear:
                Push(Expression.Name(LocalName(argument)));
                break;
            case Opcode.LoadFastLoadFast:
                Push(Expression.Name(LocalName(argument >> 4)));
                Push(Expression.Name(LocalName(argument & 15)));
                break;
            case Opcode.LoadDeref or Opcode.LoadClosure or Opcode.LoadClassderef:
                Push(Expression.Name(SharedName(argument)));
                break;
            case Opcode.LoadFromDictOrDeref:
                PopMany(1);
                Push(Expression.Name(SharedName(argument)));
                break;
            case Opcode.StoreFastLoadFast:
                Store(LocalName(argument >> 4), Pop());
                Push(Expression.Name(LocalName(argument & 15)));
                break;
            case Opcode.StoreFastStoreFast:
                Store(LocalName(argument >> 4), Pop());
                Store(LocalName(argument & 15), Pop());
                break;
            case Opcode.StoreName or Opcode.StoreGlobal:
                Store(NameAt(argument), Pop());
                break;
            case Opcode.StoreFast:
                Store(LocalName(argument), Pop());
                break;
            case Opcode.StoreDeref:
                Store(SharedName(argument), Pop());
                break;
            case Opcode.DeleteName or Opcode.DeleteGlobal:
                Delete(NameAt(argument));
                break;
            case Opcode.DeleteFast:
                Delete(LocalName(argument));
                break;
            case Opcode.DeleteDeref:
                Delete(SharedName(argument));
                break;
            case Opcode.LoadAttr:
                var isMethod = _version >= 312 && (argument & 1) != 0;
                Push(Attribute(PopValue(), RawName(_version >= 312 ? argument >> 1 : argument)));
                if (isMethod)
                {
                    Push(Marker.Self);
                }

                break;
            case Opcode.LoadMethod:
                Push(Attribute(PopValue(), RawName(argument)));
                Push(Marker.Self);
                break;
            case Opcode.LoadSuperAttr:
                // Whatever stands there is called, without arguments or with both.
                var self = PopValue();
                var type = PopValue();
                var super = PopValue();
                var given = (argument & 2) != 0;
                if (!given)
                {
                    Emit(type);
                    Emit(self);
                }

                Push(Attribute(new(_text.Made(given ? $"{super.Part}({type.Text}, {self.Text})" : $"{super.Part}()"), true, super.Text == "super", Math.Max(super.PartDepth, given ? Math.Max(type.PartDepth, self.PartDepth) : 1)), RawName(argument >> 2)));
                if ((argument & 1) != 0)
                {
                    Push(Marker.Self);
                }

                break;
            case Opcode.StoreAttr:
                var owner = PopValue();
                Assign(Attribute(owner, RawName(argument)), PopValue());
                break;
            case Opcode.DeleteAttr:
                Delete(Attribute(PopValue(), RawName(argument)).Text);
                break;
            case Opcode.ImportName or Opcode.ImportFrom or Opcode.ImportStar:
                RunImports(instruction);
                break;
            default:
                return RunTests(instruction);
        }

        return null;
    }

    private void LoadGlobal(Instruction instruction)
    {
        var isCalled = _version >= 311 && (instruction.Argument & 1) != 0;
        if (isCalled && _version < 313)
        {
            Push(Marker.Null);
        }

        Push(Expression.Name(NameOfGlobal(instruction)));
        if (isCalled && _version >= 313)
        {
            Push(Marker.Null);
        }
    }

    // An attribute of any name, as getattr takes it.
    private Expression Attribute(Expression owner, string name) => Identifiers.IsName(name)
        ? new(_text.Made($"{owner.Part}.{name}"), true, owner.IsPure, owner.Depth + (owner.IsPrimary ? 0 : 1))
        : new(_text.Made($"getattr({owner.Text}, {_text.Literal(name, 0)})"), true, owner.IsPure, owner.PartDepth);

    private void Delete(string target)
    {
        KeepOld();
        Flush();
        _text.Line(_text.Made($"del {target}"));
    }

    private void Assign(Expression target, Expression value)
    {
        Flush();
        if (value is InplaceValue inplace && inplace.Target == target.Text)
        {
            _text.Line(_text.Made($"{target.Text} {inplace.Operator}= {inplace.Value}"));
            return;
        }

        if (target.Text.EndsWith(')'))
        {
            // setattr by a name that cannot be written.
            _text.Line(_text.Made($"set{target.Text[3..^1]}, {value.Text})"));
            return;
        }

        _text.Line(_text.Made($"{target.Text} = {value.Text}"));
    }

    private void RunImports(Instruction instruction)
    {
        var argument = instruction.Argument;
        switch (instruction.Code)
        {
            case Opcode.ImportName:
                var list = PopValue();
                var level = PopValue();
                Push(Import(RawName(argument), level.Text, list));
                break;
            case Opcode.ImportStar:
                TakeAll(Pop());
                break;
            default:
                var name = RawName(argument);
                Push(Peek(1) switch
                {
                    ImportValue import when Identifiers.IsName(name) => import with { Taken = [.. import.Taken.Take(60), name], IsUsed = Used(import) },
                    var other => Attribute(Plain(other), name),
                });
                break;
        }
    }

    private static bool[] Used(ImportValue import)
    {
        import.IsUsed[0] = true;
        return [false];
    }

    private Expression Import(string name, string level, Expression list)
    {
        if (_version >= 315 || !int.TryParse(level, out var dots) || dots is < 0 or > 50)
        {
            dots = 0;
        }

        var hasList = list.Text is not ("None" or "()");
        if (name.Length == 0 ? dots == 0 : !Identifiers.IsDotted(name))
        {
            return new(_text.Made($"__import__({_text.Literal(name, 0)})"), true, false, 1);
        }

        var module = new string('.', dots) + name;
        return new ImportValue(module, hasList, _text.Made($"__import__({_text.Literal(module, 0)}{(hasList ? $", fromlist={list.Text}" : "")})"));
    }

    private void TakeAll(Expression module)
    {
        if (module is ImportValue { Taken: [] } import)
        {
            import.IsUsed[0] = true;
            _text.Line(_text.Made($"from {import.Module} import *"));
        }
        else
        {
            Emit(module);
        }
    }

    // The statement that imports it under a name.
    private static string Imported(ImportValue import, string name)
    {
        // import takes no dots before a name: a relative one is always taken from.
        var isFrom = import.HasList || import.Module.StartsWith('.');
        if (import.Taken is [var only] && isFrom)
        {
            return $"from {import.Module} import {(only == name ? only : $"{only} as {name}")}";
        }

        if (isFrom)
        {
            var rest = string.Concat(import.Taken.Skip(1).Select(taken => "." + taken));
            return import.Taken.Count == 0
                ? import.Module.StartsWith('.') ? $"from {import.Module} import {Identifiers.Own}itself as {name}" : $"import {import.Module} as {name}"
                : $"from {import.Module} import {import.Taken[0]} as {name}; {name} = {name}{rest}";
        }

        var top = import.Module.Split('.')[0];
        if (import.Taken.Count == 0)
        {
            return name == top ? $"import {import.Module}" : import.Module == top ? $"import {top} as {name}" : $"import {import.Module} as {name}; import {top} as {name}";
        }

        // import a.b.c as d takes b from a and c from b.
        var path = $"{top}.{string.Join('.', import.Taken)}";
        return path == import.Module ? $"import {path} as {name}" : $"import {import.Module} as {name}; import {path} as {name}";
    }
}
