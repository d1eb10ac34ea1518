using System.Diagnostics;
using System.Reflection.Emit;
using PackageWall.Inspection.Languages.DotNet;

namespace PackageWall.Inspection.Tests.Languages.DotNet;

/// <summary>A date that is compared in any way, and dice, are gates.</summary>
public sealed class GateTests
{
    [Theory]
    [InlineData("op_LessThan")]
    [InlineData("op_GreaterThan")]
    [InlineData("Compare")]
    public void The_clock_compared_with_a_field_is_a_gate(string comparison)
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("Db");
        FieldBuilder limit = type.DefineField("Limit", typeof(DateTime), System.Reflection.FieldAttributes.Static | System.Reflection.FieldAttributes.Public);
        Assemblies.Method(type, "Begin", il =>
        {
            il.Emit(OpCodes.Call, typeof(DateTime).GetProperty("Now")!.GetMethod!);
            il.Emit(OpCodes.Ldsfld, limit);
            il.Emit(OpCodes.Call, typeof(DateTime).GetMethod(comparison, [typeof(DateTime), typeof(DateTime)])!);
            il.Emit(OpCodes.Pop);
        });
        Names(sample.Build(type)).ShouldContain("gate.date");
    }

    [Fact]
    public void Random_numbers_are_dice()
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("Db");
        Assemblies.Method(type, "Begin", il =>
        {
            il.Emit(OpCodes.Newobj, typeof(Random).GetConstructor([])!);
            il.Emit(OpCodes.Ldc_I4, 10);
            il.Emit(OpCodes.Callvirt, typeof(Random).GetMethod("Next", [typeof(int)])!);
            il.Emit(OpCodes.Pop);
            il.Emit(OpCodes.Call, typeof(Process).GetMethod("GetCurrentProcess")!);
            il.Emit(OpCodes.Callvirt, typeof(Process).GetMethod("Kill", [])!);
        });
        Names(sample.Build(type)).ShouldBe(["gate.random", "execute.kill"], ignoreOrder: true);
    }

    private static string[] Names(byte[] assembly) => new DotNetReader(FakeReaders.ReadAs, FakeReaders.Vocabulary).Read(FakeReaders.Source("lib/a.dll", assembly)).Names();
}
