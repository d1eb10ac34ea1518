using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.EndToEnd.Tests.PyPi;
using Xunit.Abstractions;
using static PackageWall.EndToEnd.Tests.NuGet.NuGetWorld;

namespace PackageWall.EndToEnd.Tests.NuGet;

/// <summary>Conformance group 14 for NuGet: an inspection that takes longer than restore can wait.</summary>
[Collection(NuGetCollection.Name)]
public sealed class PendingVerdictTests(ITestOutputHelper output)
{
    /// <summary>What the wall lets restore wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("1.0.0")]
    [InlineData("*")]
    public async Task A_restore_whose_patience_runs_out_asks_again_and_succeeds(string version)
    {
        var sent = new SentAnswers();
        await using NuGetWorld world = await StartAsync(configure: sent.AddTo);
        world.Publish("PwDemo", LongAgo, "1.0.0");
        var verdict = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Inspections.Until = verdict.Task;
        world.Wall.Time.Hurry(Patience);
        sent.Seen += answer =>
        {
            if (answer.Path.EndsWith(".nupkg", StringComparison.Ordinal))
            {
                verdict.TrySetResult();
            }
        };
        using var dotnet = new Dotnet(world.Index);
        dotnet.Project(("PwDemo", version));

        ClientRun run = await dotnet.RestoreAsync();

        output.WriteLine(run.Output);
        run.ShouldSucceed();
        dotnet.Resolved()["PwDemo"].ShouldBe("1.0.0");
        run.Output.ShouldContain("PackageWall: pwdemo 1.0.0 is being inspected for the first time");
        SentAnswer[] answers = [.. sent.To(".nupkg")];
        answers[0].Status.ShouldBe(503);
        answers[0].RetryAfter.ShouldBe("10");
        answers[^1].Status.ShouldBe(200);
        world.Inspections.Inspected.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_verdict_that_falls_after_restore_was_sent_away_is_found_when_it_comes_again()
    {
        var sent = new SentAnswers();
        await using NuGetWorld world = await StartAsync(configure: sent.AddTo);
        world.Publish("PwDemo", LongAgo, "1.0.0");
        (await world.PackageAsync("PwDemo", "1.0.0")).EnsureSuccessStatusCode().Dispose();
        world.PublishMarked("PwDemo", "1.1.0", "malicious", LongAgo);
        var verdict = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Inspections.Until = verdict.Task;
        world.Wall.Time.Advance(TimeSpan.FromMinutes(40));
        world.Wall.Time.Hurry(Patience);
        sent.Seen += answer =>
        {
            if (answer.Status == 503)
            {
                verdict.TrySetResult();
            }
        };
        using var dotnet = new Dotnet(world.Index);
        dotnet.Project(("PwDemo", "*"));

        ClientRun run = (await dotnet.RestoreAsync()).ShouldSucceed();

        output.WriteLine(run.Output);
        dotnet.Resolved()["PwDemo"].ShouldBe("1.0.0");
        run.Output.ShouldContain("PackageWall: pwdemo 1.1.0 is blocked (a test calls it Malicious)");
        sent.To("pwdemo.1.1.0.nupkg").Select(answer => answer.Status).First().ShouldBe(503);
    }

    [Fact]
    public async Task A_verdict_that_falls_while_restore_waits_is_told_to_it()
    {
        var sent = new SentAnswers();
        await using NuGetWorld world = await StartAsync(configure: sent.AddTo);
        world.PublishMarked("PwDemo", "1.0.0", "malicious", LongAgo);
        var verdict = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Inspections.Until = verdict.Task;
        using var dotnet = new Dotnet(world.Index);
        dotnet.Project(("PwDemo", "1.0.0"));

        Task<ClientRun> restore = dotnet.RestoreAsync();
        (await Task.WhenAny(restore, world.Inspections.Begun.Task)).ShouldBe(world.Inspections.Begun.Task);
        verdict.SetResult();
        ClientRun run = (await restore).ShouldFail();

        output.WriteLine(run.Output);
        run.Output.ShouldContain("PackageWall: pwdemo 1.0.0 is blocked (a test calls it Malicious)");
        sent.To(".nupkg").ShouldAllBe(answer => answer.Status == 404);
        Directory.Exists(Path.Combine(dotnet.Packages, "pwdemo", "1.0.0")).ShouldBeFalse();
    }
}
