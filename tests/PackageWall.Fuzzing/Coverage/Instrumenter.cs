using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace PackageWall.Fuzzing.Coverage;

/// <summary>Rewrites an assembly so that every block of every method reports itself to <see cref="Trace"/> when it is entered.</summary>
internal static class Instrumenter
{
    /// <summary>Instruments the file in place, numbering places from <paramref name="first"/>, and gives the next free number.</summary>
    public static int Rewrite(string path, int first)
    {
        using MemoryStream original = new(File.ReadAllBytes(path));
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(original);
        ModuleDefinition module = assembly.MainModule;
        MethodReference hit = module.ImportReference(typeof(Trace).GetMethod(nameof(Trace.Hit)));
        int next = first;
        foreach (MethodDefinition method in module.GetAllTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            method.Body.SimplifyMacros();
            ILProcessor il = method.Body.GetILProcessor();
            foreach (Instruction start in Starts(method.Body))
            {
                Report(il, start, hit, next);
                next = Math.Min(next + 1, Trace.Places - 1);
            }

            method.Body.OptimizeMacros();
        }

        assembly.Write(path);
        return next;
    }

    /// <summary>Where blocks begin: the entry, targets of jumps, what follows a conditional jump, and handlers.</summary>
    private static List<Instruction> Starts(MethodBody body)
    {
        HashSet<Instruction> starts = [body.Instructions[0]];
        foreach (Instruction instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case Instruction target:
                    starts.Add(target);
                    break;
                case Instruction[] targets:
                    starts.UnionWith(targets);
                    break;
            }

            if (instruction.OpCode.FlowControl == FlowControl.Cond_Branch && instruction.Next is { } next)
            {
                starts.Add(next);
            }
        }

        starts.UnionWith(body.ExceptionHandlers.SelectMany(handler => new[] { handler.HandlerStart, handler.FilterStart }).OfType<Instruction>());
        return [.. body.Instructions.Where(starts.Contains)];
    }

    /// <summary>The instruction itself becomes the report and a copy of it follows, so that jumps and handlers need no change.</summary>
    private static void Report(ILProcessor il, Instruction start, MethodReference hit, int place)
    {
        Instruction moved = il.Create(OpCodes.Nop);
        (moved.OpCode, moved.Operand) = (start.OpCode, start.Operand);
        (start.OpCode, start.Operand) = (OpCodes.Ldc_I4, place);
        il.InsertAfter(start, moved);
        il.InsertAfter(start, il.Create(OpCodes.Call, hit));
    }
}
