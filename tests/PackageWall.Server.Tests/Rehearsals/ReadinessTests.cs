using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using PackageWall.EndToEnd.Tests.Walls;
using PackageWall.Server.Rehearsals;

namespace PackageWall.Server.Tests.Rehearsals;

/// <summary><c>/readyz</c>, for those who may wait until the server is as fast as it gets.</summary>
public sealed class ReadinessTests
{
    private static readonly Uri Ready = new("readyz", UriKind.Relative);
    private static readonly Uri Alive = new("healthz", UriKind.Relative);

    [Fact]
    public async Task A_wall_that_does_not_rehearse_is_ready_at_once()
    {
        await using Wall wall = await Wall.StartAsync(WallOptions.For("npm", new Uri("http://upstream.invalid/")));

        (await wall.Http.GetStringAsync(Ready)).ShouldBe("ready");
    }

    [Fact]
    public async Task One_that_rehearses_answers_and_says_what_it_waits_for()
    {
        await using Wall wall = await Wall.StartAsync(WallOptions.For("npm", new Uri("http://upstream.invalid/")) with
        {
            Configure = services => services.Replace(ServiceDescriptor.Singleton(provider => new Rehearsal(
                cancellation => Task.Delay(Timeout.Infinite, cancellation), TimeProvider.System, NullLogger<Rehearsal>.Instance))),
        });

        using HttpResponseMessage before = await wall.Http.GetAsync(Ready);
        before.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await before.Content.ReadAsStringAsync()).ShouldContain("rehearses");
        (await wall.Http.GetStringAsync(Alive)).ShouldBe("ok");

        (await wall.Http.GetAsync(new Uri("npm/-/ping", UriKind.Relative))).Dispose();

        (await wall.Http.GetStringAsync(Ready)).ShouldBe("ready");
    }
}
