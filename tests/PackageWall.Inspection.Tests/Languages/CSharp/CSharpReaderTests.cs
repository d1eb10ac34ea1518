using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.CSharp;

namespace PackageWall.Inspection.Tests.Languages.CSharp;

public sealed class CSharpReaderTests
{
    private static FileFacts Read(string text, string file = "a.cs") => new CSharpReader(FakeReaders.ReadAs, FakeReaders.Vocabulary).Read(FakeReaders.Source(file, text));

    [Theory]
    [InlineData("Process.Start(\"x\");", "execute.process x")]
    [InlineData("System . Diagnostics . Process /* a */ . Start(\"x\")", "execute.process x")]
    [InlineData("Pro\\u0063ess.St\\u200dart(\"x\")", "execute.process x")]
    [InlineData("new System.Net.WebClient().DownloadString(@\"https://a.invalid\")", "network.fetch https://a.invalid")]
    [InlineData("await client.PostAsync(\"https://a.invalid\", c)", "network.send https://a.invalid")]
    [InlineData("Assembly.Load(bytes)", "execute.assembly ")]
    [InlineData("[DllImport(\"kernel32\")]", "execute.native kernel32")]
    [InlineData("Environment.GetEnvironmentVariable(\"NPM_TOKEN\")", "read.env.secret NPM_TOKEN")]
    [InlineData("Environment.GetEnvironmentVariables()", "read.env.bulk ")]
    [InlineData("Environment.MachineName", "read.profile ")]
    [InlineData("File.ReadAllText(home + \"/.ssh/id_rsa\")", "read.secret.ssh /.ssh/id_rsa")]
    [InlineData("File.ReadAllText($\"{home}/.aws/credentials\")", "read.secret.cloud {home}/.aws/credentials")]
    [InlineData("var a = \"\"\"\n https://drop.invalid \n\"\"\";", "network.drop https://drop.invalid")]
    [InlineData("new TcpClient(\"a\", 1)", "network.socket a")]
    public void What_code_names_is_a_fact(string text, string expected) => Read(text).Lines().ShouldContain(expected);

    [Theory]
    [InlineData("// Process.Start(\"x\")")]
    [InlineData("/* Process.Start(\"x\") */")]
    [InlineData("var s = \"Process.Start(x)\";")]
    [InlineData("var c = '\"'; // Process.Start")]
    [InlineData("process.Begin()")]
    [InlineData("")]
    public void What_it_does_not_is_none(string text) => Read(text).Facts.ShouldBeEmpty();

    [Fact]
    public void Visual_basic_has_its_own_comments()
    {
        Read("Sub A\n ' Process.Start\n Process.Start(\"it's\")\nEnd Sub", "a.vb").Lines().ShouldBe(["execute.process it's", "read-as.shell it's"]);
    }

    [Fact]
    public void Lines_are_counted_through_comments_and_strings() =>
        Read("/*\n*/ var a = @\"\n\n\"; \nProcess.Kill();").Facts.ShouldHaveSingleItem().Line.ShouldBe(5);

    [Theory]
    [InlineData("\"")]
    [InlineData("@\"")]
    [InlineData("$@")]
    [InlineData("\\")]
    [InlineData("\\u")]
    [InlineData("\"\"\"")]
    [InlineData("'\\")]
    [InlineData("/*")]
    public void Text_that_ends_too_soon_is_read(string text) => Read(text).Unread.ShouldBeEmpty();
}
