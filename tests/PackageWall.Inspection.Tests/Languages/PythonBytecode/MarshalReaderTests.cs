using System.Diagnostics;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Languages.PythonBytecode;
using PackageWall.Inspection.Tests.Languages.Evaluation;
using PackageWall.Testing.PythonBytecode;

namespace PackageWall.Inspection.Tests.Languages.PythonBytecode;

/// <summary>Marshalled objects of every type, and bytes that are none.</summary>
public sealed class MarshalReaderTests
{
    private static string Text(params byte[] constant) =>
        PycReader.Write(new CompiledPython(12).Constant(new Marshalled.Raw(constant)).Store("x").File(), default).Text.TrimEnd();

    [Theory]
    [InlineData("x = None", "4E")]
    [InlineData("x = True", "54")]
    [InlineData("x = ...", "2E")]
    [InlineData("x = -2", "69FEFFFFFF")]
    [InlineData("x = 5", "490500000000000000")]
    [InlineData("x = 1.5", "67000000000000F83F")]
    [InlineData("x = 1.5", "6603312E35")]
    [InlineData("x = 32769", "6C0200000001000100")]
    [InlineData("x = -32769", "6CFEFFFFFF01000100")]
    [InlineData("x = b'\\xff'", "7301000000FF")]
    [InlineData("x = '\\xe4'", "7502000000C3A4")]
    [InlineData("x = '\\ud83d'", "7503000000EDA0BD")]
    [InlineData("x = 'ab'", "61020000006162")]
    [InlineData("x = 'ab'", "5A026162")]
    [InlineData("x = (True,)", "290154")]
    [InlineData("x = ['a', 'a']", "5B02000000FA01617201000000")]
    [InlineData("x = {'a'}", "3E010000007A0161")]
    [InlineData("x = {'a': None}", "7B7A01614E30")]
    public void Constants_are_read(string expected, string constant) => Text(Convert.FromHexString(constant)).ShouldBe(expected);

    [Theory]
    [InlineData("cut short", "73FFFFFF7F")]
    [InlineData("cut short", "28FFFFFF7F")]
    [InlineData("cut short", "6CFFFFFF7F")]
    [InlineData("below nothing", "28FFFFFFFF")]
    [InlineData("refers to", "7209000000")]
    [InlineData("not known", "3F")]
    [InlineData("no code", "4E")]
    public void What_is_none_is_said(string reason, string bytes)
    {
        var facts = Read.As(Language.Pyc, CompiledPython.File(12, Convert.FromHexString(bytes)), "x.pyc");
        facts.Unread.ShouldHaveSingleItem().ShouldContain(reason);
    }

    [Fact]
    public void Every_cut_of_a_file_is_said()
    {
        var file = new CompiledPython(12).Import("os").Call("os.system", "x").Drop().File();
        for (var length = 0; length < file.Length; length++)
        {
            Read.As(Language.Pyc, file[..length], "x.pyc").Unread.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Depth_is_bounded() =>
        Read.As(Language.Pyc, CompiledPython.File(12, [.. Enumerable.Range(0, 100_000).SelectMany(_ => (byte[])[(byte)')', 1])]), "x.pyc").Unread.ShouldHaveSingleItem().ShouldContain("nested");

    [Fact]
    public void A_list_that_holds_itself_many_times_ends()
    {
        // The list is the second object that can be referred to, after the code itself.
        byte[] self = [(byte)'[' | 0x80, 9, 0, 0, 0, .. Enumerable.Range(0, 9).SelectMany(_ => (byte[])[(byte)'r', 1, 0, 0, 0])];
        var watch = Stopwatch.StartNew();
        PycReader.Write(new CompiledPython(12).Constant(new Marshalled.Raw(self)).Store("x").File(), default).Unread.ShouldNotBeEmpty();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
