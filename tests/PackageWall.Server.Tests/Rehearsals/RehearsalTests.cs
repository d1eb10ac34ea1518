using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PackageWall.Server.Rehearsals;
using PackageWall.Testing.Time;

namespace PackageWall.Server.Tests.Rehearsals;

/// <summary>When a rehearsal begins and ends, and that nothing else depends on it.</summary>
public sealed class RehearsalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RecordingLog<Rehearsal> _log = new();
    private readonly ShiftedTimeProvider _time = new();
    private readonly TaskCompletionSource _playing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RehearsalTests() => _time.Hurry(Rehearsal.Rest);

    [Fact]
    public async Task It_begins_by_itself_and_tells_when_it_is_done()
    {
        await using var rehearsal = new Rehearsal(_ => Task.CompletedTask, _time, _log);
        rehearsal.IsOver.ShouldBeFalse();

        rehearsal.Begin();

        await rehearsal.Completion.WaitAsync(Patience);
        rehearsal.IsOver.ShouldBeTrue();
        _log.Lines.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Information);
    }

    [Theory]
    [InlineData("/npm/left-pad")]
    [InlineData("/why/npm/left-pad")]
    [InlineData("/")]
    public async Task The_first_request_of_a_client_ends_it(string path)
    {
        await using var rehearsal = new Rehearsal(Endless, _time, _log);
        rehearsal.Begin();
        await _playing.Task.WaitAsync(Patience);

        await Ask(rehearsal, path);

        rehearsal.IsOver.ShouldBeTrue();
        await rehearsal.Completion.WaitAsync(Patience);
        _log.Lines.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/metrics")]
    public async Task Who_only_looks_whether_the_server_lives_does_not_end_it(string path)
    {
        await using var rehearsal = new Rehearsal(Endless, _time, _log);
        rehearsal.Begin();
        await _playing.Task.WaitAsync(Patience);

        await Ask(rehearsal, path);

        rehearsal.IsOver.ShouldBeFalse();
    }

    [Fact]
    public async Task A_client_before_its_beginning_is_enough()
    {
        bool hasPlayed = false;
        await using var rehearsal = new Rehearsal(
            _ =>
            {
                hasPlayed = true;
                return Task.CompletedTask;
            },
            _time,
            _log);

        await Ask(rehearsal, "/npm/left-pad");
        rehearsal.Begin();

        await rehearsal.Completion.WaitAsync(Patience);
        hasPlayed.ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_takes_too_long_is_over_and_told()
    {
        _time.Hurry(Rehearsal.MostTime);
        await using var rehearsal = new Rehearsal(Endless, _time, _log);

        rehearsal.Begin();

        await rehearsal.Completion.WaitAsync(Patience);
        rehearsal.IsOver.ShouldBeTrue();
        _log.Lines.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Warning);
    }

    [Fact]
    public async Task When_it_fails_one_warning_is_all_that_happens()
    {
        await using var rehearsal = new Rehearsal(_ => throw new IOException("no space"), _time, _log);
        rehearsal.Begin();

        await rehearsal.Completion.WaitAsync(Patience);

        rehearsal.IsOver.ShouldBeTrue();
        _log.Lines.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Warning);
    }

    [Fact]
    public async Task When_it_is_turned_off_requests_do_not_pass_it_at_all()
    {
        await using var rehearsal = new Rehearsal(null, _time, _log);
        RequestDelegate next = _ => Task.CompletedTask;
        rehearsal.Begin();

        rehearsal.IsOver.ShouldBeTrue();
        rehearsal.GiveWay(next).ShouldBeSameAs(next);
        _log.Lines.ShouldBeEmpty();
    }

    private Task Endless(CancellationToken cancellation)
    {
        _playing.SetResult();
        return Task.Delay(Timeout.Infinite, cancellation);
    }

    private static Task Ask(Rehearsal rehearsal, string path)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        return rehearsal.GiveWay(_ => Task.CompletedTask)(context);
    }
}
