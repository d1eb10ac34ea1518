using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.EndToEnd.Tests.PyPi;
using Xunit.Abstractions;

namespace PackageWall.EndToEnd.Tests.Npm;

/// <summary>
/// Conformance group 14: an inspection that takes longer than a client can wait. The client is told to come again and does, and a
/// verdict that falls while it waits is told to it.
/// </summary>
public sealed class PendingVerdictTests(ITestOutputHelper output)
{
    /// <summary>What the wall lets an npm client wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <summary>Those that ask again after 503.</summary>
    public static TheoryData<string> Patient => ["npm 11", "npm 10", "pnpm 10", "pnpm 12", "yarn 4", "bun 1"];

    public static TheoryData<string, string> Refused => new()
    {
        { "npm 11", "is blocked (it holds the word that tests call malicious)" },
        { "npm 10", "is blocked (it holds the word that tests call malicious)" },
        { "pnpm 10", "PackageWall: pw-slow 1.0.0 is blocked" },
        { "pnpm 12", "403" },
        { "yarn 1", "403" },
        { "yarn 4", "PackageWall: pw-slow 1.0.0 is blocked" },
        { "bun 1", "403" },
    };

    [Theory]
    [MemberData(nameof(Patient))]
    public async Task A_client_whose_patience_runs_out_is_told_when_to_come_again_and_then_installs(string name)
    {
        (NpmWorld world, SentAnswers sent) = await StartAsync();
        await using NpmWorld owned = world;
        world.Publish("pw-slow", "1.0.0", NpmWorld.LongAgo);
        var verdict = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Inspection.Until = verdict.Task;
        world.Wall.Time.Hurry(Patience);

        // Only after somebody has been sent away does the inspection end.
        sent.Seen += answer =>
        {
            if (answer.Status == 503)
            {
                verdict.TrySetResult();
            }
        };
        NpmClient client = NpmClient.Of(name);
        using ClientHome home = client.Home(world.Address);
        ShortRetries(home);

        ClientRun run = await client.AddAsync(home, "pw-slow");

        output.WriteLine(run.Output);
        run.ShouldSucceed();
        NpmClient.Installed(home, "pw-slow").ShouldBe("1.0.0");
        SentAnswer[] answers = [.. sent.To("pw-slow-1.0.0.tgz")];
        answers[0].Status.ShouldBe(503);
        answers[0].RetryAfter.ShouldBe("10");
        answers[^1].Status.ShouldBe(200);
        world.Inspection.Count.ShouldBe(1);
        world.Registry.Count(".tgz").ShouldBe(1);
    }

    [Fact]
    public async Task Yarn_1_does_not_ask_again_by_itself_and_installs_when_it_is_run_again()
    {
        (NpmWorld world, SentAnswers sent) = await StartAsync();
        await using NpmWorld owned = world;
        world.Publish("pw-slow", "1.0.0", NpmWorld.LongAgo);
        var verdict = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Inspection.Until = verdict.Task;
        world.Wall.Time.Hurry(Patience);
        NpmClient client = NpmClient.Of("yarn 1");
        using ClientHome home = client.Home(world.Address);

        (await client.AddAsync(home, "pw-slow")).ShouldFail();

        NpmClient.Installed(home, "pw-slow").ShouldBeNull();
        sent.To("pw-slow-1.0.0.tgz").ShouldAllBe(answer => answer.Status == 503 && answer.RetryAfter == "10");
        verdict.SetResult();
        (await client.AddAsync(home, "pw-slow")).ShouldSucceed();
        world.Inspection.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_verdict_that_falls_while_a_client_waits_is_told_to_it(string name, string says)
    {
        (NpmWorld world, SentAnswers sent) = await StartAsync();
        await using NpmWorld owned = world;
        world.PublishMarked("pw-slow", "1.0.0", "malicious-marker", NpmWorld.LongAgo);
        var verdict = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Inspection.Until = verdict.Task;
        NpmClient client = NpmClient.Of(name);
        using ClientHome home = client.Home(world.Address);

        Task<ClientRun> waiting = client.AddAsync(home, "pw-slow");
        await world.Inspection.ReachesAsync(1);
        waiting.IsCompleted.ShouldBeFalse();
        verdict.SetResult();
        ClientRun run = (await waiting).ShouldFail();

        output.WriteLine(run.Output);
        run.Output.ShouldContain(says);
        NpmClient.Installed(home, "pw-slow").ShouldBeNull();
        sent.To("pw-slow-1.0.0.tgz").ShouldAllBe(answer => answer.Status == 403);
    }

    private static async Task<(NpmWorld World, SentAnswers Sent)> StartAsync()
    {
        var sent = new SentAnswers();
        NpmWorld world = await NpmWorld.StartAsync(change: (options, _) => options with
        {
            Configure = services =>
            {
                options.Configure!(services);
                sent.AddTo(services);
            },
        });
        return (world, sent);
    }

    // npm and pnpm wait 10 s and then 60 s whatever Retry-After says, unless their settings say otherwise.
    private static void ShortRetries(ClientHome home)
    {
        if (home.Exists(".npmrc"))
        {
            home.Write(".npmrc", home.Read(".npmrc") + "fetch-retry-mintimeout=200\nfetch-retry-maxtimeout=400\n");
        }
    }
}
