using System.Globalization;
using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Languages.Evaluation;
using PackageWall.Packages;

namespace PackageWall.Inspection.Tests.Languages.Evaluation;

/// <summary>How long calls are followed: what brings something for long, what brings nothing for a while, and longer where nobody has to use the package.</summary>
public sealed class AllowanceTests
{
    // Calls that differ and bring nothing, more than are followed.
    private static string Idle(int calls)
    {
        StringBuilder text = new("function keep(a, b) { if (a > b) { a = b; } else { b = a; } if (!a) { return; } while (b) { b = a - b; } }\n");
        for (int i = 0; i < calls; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"keep({i}, {i + 1});");
        }

        return text.ToString();
    }

    private static FileFacts Script(string text, bool runsUnasked) => LanguageReaders.Default.For(Language.JavaScript)!.Read(
        new SourceText(Ecosystem.Npm, "x.js", Encoding.UTF8.GetBytes(text), new InspectionBudget(InspectionLimits.Default)) { RunsUnasked = runsUnasked });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_brings_something_is_followed_after_much_that_does_not(bool runsUnasked)
    {
        string calls = string.Concat(Enumerable.Range(0, 40).Select(i => $"run(d('{Read.Base64($"tool-{i} --now")}'));\n"));
        FileFacts facts = Script(Idle(20_000) + "function d(t) { return Buffer.from(t, 'base64').toString(); }\nfunction run(c) { require('child_process').execSync(c); }\n" + calls, runsUnasked);

        facts.Unread.ShouldBeEmpty();
        facts.All("execute.shell").Select(fact => fact.Value).ShouldContain("tool-39 --now", facts.Names());
    }

    [Fact]
    public void What_runs_unasked_is_followed_for_longer()
    {
        // The first calls bring nothing, and are more than are remembered, so that only what is left for such calls says whether the second is followed.
        string text = Idle(2_500) + "function d(t) { if (t) { return Buffer.from(t, 'base64').toString(); } }\nd(1); d(2); d(3); d(4); d(5); d(6);\nrequire('child_process').execSync(d('" + Read.Base64("tool --now") + "') + '!');\nd('" + Read.Base64("other") + "');\n";

        Script(text, runsUnasked: false).All("execute.shell").Select(fact => fact.Value).ShouldNotContain("tool --now!");
        Script(text, runsUnasked: true).All("execute.shell").Select(fact => fact.Value).ShouldContain("tool --now!");
    }

    [Fact]
    public void Each_fund_pays_for_its_own_calls()
    {
        FollowingAllowance allowance = new(6_400, isCareful: false);
        allowance.Charge(10_100, isHelper: false, isWorth: false);
        allowance.IsOver(isHelper: false, wasWorth: false).ShouldBeTrue();
        allowance.IsOver(isHelper: false, wasWorth: true).ShouldBeFalse();
        allowance.IsOver(isHelper: true, wasWorth: false).ShouldBeFalse();
        allowance.Charge(10_200, isHelper: true, isWorth: false);
        allowance.IsOver(isHelper: true, wasWorth: false).ShouldBeTrue();
        allowance.Charge(103_300, isHelper: true, isWorth: true);
        allowance.IsOver(isHelper: false, wasWorth: true).ShouldBeTrue();

        new FollowingAllowance(6_400, isCareful: true).IsOver(isHelper: false, wasWorth: false).ShouldBeFalse();
    }
}
