using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Languages.PythonBytecode;
using PackageWall.Inspection.Tests.Languages.Evaluation;
using PackageWall.Testing.PythonBytecode;

namespace PackageWall.Inspection.Tests.Languages.PythonBytecode;

/// <summary>Compiled modules are read as their source would be, and what cannot be read is said.</summary>
public sealed class PycReaderTests
{
    public static TheoryData<int> Minors => [.. CompiledPython.Minors];

    private static FileFacts Facts(byte[] file) => Read.As(Language.Pyc, file, "pkg/x.pyc");

    private static string Text(byte[] file) => PycReader.Write(file, default).Text;

    [Theory]
    [MemberData(nameof(Minors))]
    public void A_call_of_every_version_is_a_call(int minor)
    {
        var facts = Facts(new CompiledPython(minor).Import("os").Call("os.system", "echo hi").Drop().File());
        facts.Unread.ShouldBeEmpty();
        facts.One("execute.shell").Value.ShouldBe("echo hi");
        facts.One("execute.shell").Unit.ShouldBe("");
        facts.References.ShouldContain(reference => reference.Target == "os");
    }

    [Theory]
    [MemberData(nameof(Minors))]
    public void Constants_are_folded_and_layers_are_read(int minor)
    {
        var hidden = Convert.ToBase64String("import os\nos.system('echo deep')\n"u8);
        var code = new CompiledPython(minor).Import("base64").Callee("exec").Callee("base64.b64decode").Constant(hidden[..8]).Constant(hidden[8..]).Plus().Called(1).Called(1).Drop();
        Facts(code.File()).One("execute.shell").Depth.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Minors))]
    public void A_function_runs_when_it_is_called(int minor)
    {
        var body = new CompiledPython(minor).Call("os.system", "echo hi").Drop();
        Facts(new CompiledPython(minor).Import("os").Function("run", body).File()).One("execute.shell").Unit.ShouldBe("run");
    }

    [Theory]
    [MemberData(nameof(Minors))]
    public void What_only_a_started_file_does_is_told_apart(int minor) =>
        Facts(new CompiledPython(minor).Import("os").IfMain(code => code.Call("os.system", "echo hi").Drop()).File())
            .One("execute.shell").Unit.ShouldBe(Units.Main);

    [Theory]
    [MemberData(nameof(Minors))]
    public void What_nobody_takes_from_the_stack_was_done_all_the_same(int minor) =>
        Facts(new CompiledPython(minor).Import("os").Call("os.system", "echo hi").File()).Has("execute.shell").ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Minors))]
    public void A_local_does_not_hide_a_global_of_its_name(int minor)
    {
        var body = new CompiledPython(minor).Constant(1).StoreLocal("os").Call("os.system", "echo hi").Drop();
        Facts(new CompiledPython(minor).Import("os").Function("run", body).File()).Has("execute.shell").ShouldBeTrue();
    }

    [Fact]
    public void What_stands_in_the_place_of_super_is_called()
    {
        // eval("code", names).x as 3.12 takes attributes of super(A, self).x.
        var code = new CompiledPython(12).Import("os").Name("os").Attribute("system").Constant("echo hi").Constant(0).AddRaw(141, 2, 0, 0).Drop();
        Facts(code.File()).One("execute.shell").Value.ShouldBe("echo hi");
    }

    [Fact]
    public void Names_that_break_out_of_the_text_stay_names()
    {
        var file = new CompiledPython(12).Constant(1).Store("x = 1\nimport os\nos.system('y')\n#").Name("a; b()").Drop().Import("os; x()").File();
        Facts(file).Has("execute.shell").ShouldBeFalse();
        Facts(file).Unread.ShouldBeEmpty();
    }

    [Fact]
    public void An_attribute_that_cannot_be_written_is_taken_all_the_same() =>
        Text(new CompiledPython(12).Name("a").Attribute("b c").Attribute("d").Call("print", 1).Drop().Drop().File()).ShouldContain("print(1)");

    [Fact]
    public void Extended_arguments_are_taken_in()
    {
        var code = new CompiledPython(13).Import("os");
        for (var i = 0; i < 300; i++)
        {
            code.Constant(i).Drop();
        }

        Facts(code.Call("os.system", "echo far").Drop().File()).One("execute.shell").Value.ShouldBe("echo far");
    }

    [Theory]
    [InlineData(7)]
    [InlineData(250)]
    public void An_instruction_that_the_version_does_not_have_is_said_and_what_came_before_stays(byte number)
    {
        var facts = Facts(new CompiledPython(11).Import("os").Call("os.system", "echo hi").Drop().AddRaw(number, 0).File());
        facts.Has("execute.shell").ShouldBeTrue();
        facts.Unread.ShouldHaveSingleItem().ShouldContain($"instruction {number}");
    }

    [Fact]
    public void Cache_entries_that_hold_something_are_said()
    {
        var file = new CompiledPython(12).Import("os").AddRaw(106, 0, 1, 0).File();
        Facts(file).Unread.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_jump_to_where_no_instruction_begins_is_said() =>
        Facts(new CompiledPython(12).Name("x").AddRaw(114, 200).File()).Unread.ShouldHaveSingleItem().ShouldContain("a jump to");

    [Fact]
    public void A_stack_that_is_empty_is_said() => Facts(new CompiledPython(12).Drop().Store("x").File()).Unread.ShouldNotBeEmpty();

    [Theory]
    [InlineData(3394, "3.7")]
    [InlineData(3379, "3.6")]
    [InlineData(3660, "3.15")]
    [InlineData(62211, "2.7")]
    [InlineData(3520, "early CPython 3.12")]
    public void Other_versions_are_recognised_and_not_read(int magic, string version)
    {
        byte[] file = [.. BitConverter.GetBytes((ushort)magic), .. new CompiledPython(12).File().AsSpan(2)];
        Facts(file).Unread.ShouldHaveSingleItem().ShouldContain(version);
    }

    [Fact]
    public void Both_ways_are_read_and_neither_overwrites_the_other()
    {
        var code = new CompiledPython(12).Import("os").Constant("echo a").Store("x").Name("y");
        code.Add("POP_JUMP_IF_FALSE", 2).Constant("echo b").Store("x").Call("os.system").Drop();
        Text(code.File()).ShouldContain("if y:\n x = 'echo b'\n");
    }
}
