using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PackageWall.Core.Intake;
using PackageWall.Feeds.Definitions;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;
using PackageWall.Server.Configuration;
using PackageWall.Upstreams;
using Quartz;

namespace PackageWall.Server.Rehearsals;

/// <summary>
/// A whole wall of its own beside the real one: its data in a temporary folder that only this user can read, its address and its
/// upstreams behind a Unix domain socket in there. It shares the workers and the compiled code with the real one, and nothing else.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    private readonly StageFolder _folder;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending = new();
    private readonly string _socket;
    private WallServer? _wall;

    private Stage(StageFolder folder, TimeProvider time)
    {
        (_folder, _time) = (folder, time);
        _socket = Path.Combine(folder.FullName, "wall");
        Http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
        })
        {
            BaseAddress = new Uri("http://wall.invalid/"),
        };
    }

    /// <summary>A client of that wall.</summary>
    public HttpClient Http { get; }

    /// <summary>Opens a server beside it that speaks TLS.</summary>
    public MadeUpTls OpenTls() => new(Path.Combine(_folder.FullName, "tls"));

    /// <summary>Opens it.</summary>
    /// <param name="settings">The real wall's.</param>
    /// <param name="signatures">The real wall's.</param>
    /// <param name="inspections">The real wall's.</param>
    /// <param name="time">The clock of its waits.</param>
    /// <param name="cancellation">Ends the opening.</param>
    public static async Task<Stage> OpenAsync(
        WallSettings settings, SignatureSet signatures, IInspectionService inspections, TimeProvider time, CancellationToken cancellation)
    {
        var stage = new Stage(StageFolder.Open(settings.Data), time);
        try
        {
            (WallServer? wall, IReadOnlyList<string> errors) = await WallServer.OpenPrivateAsync(
                stage.Plan(settings, signatures), stage._socket, services => stage.Configure(services, inspections), cancellation).ConfigureAwait(false);
            stage._wall = wall ?? throw new InvalidOperationException(string.Join(' ', errors));
            return stage;
        }
        catch
        {
            await stage.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        Http.Dispose();
        try
        {
            await CloseAsync().ConfigureAwait(false);
        }
        finally
        {
            await _folder.DeleteAsync(_time).ConfigureAwait(false);
            _ending.Dispose();
        }
    }

    private async Task CloseAsync()
    {
        if (_wall is not { } wall)
        {
            return;
        }

        WebApplication app = wall.App;
        await using ConfiguredAsyncDisposable closing = app.ConfigureAwait(false);
        using var late = new CancellationTokenSource(StopTime, _time);
        try
        {
            await app.StopAsync(late.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What has not ended by then ends with the services.
        }
    }

    // All of it is said here: neither the real wall's data nor anything of the environment can come in.
    private WallPlan Plan(WallSettings settings, SignatureSet signatures) => new(
        new WallSettings
        {
            Urls = _socket,
            PublicUrl = Http.BaseAddress,
            Data = Path.Combine(_folder.FullName, "data"),
            Feeds = _folder.FullName,
            Workers = settings.Workers,
            Rehearses = false,
        },
        signatures,
        [
            Feed(Ecosystem.Npm, MadeUpRegistry.Npm),
            Feed(Ecosystem.NuGet, MadeUpRegistry.NuGetIndex),
            Feed(Ecosystem.PyPi, MadeUpRegistry.PyPiSimple),
        ]);

    private static FeedDefinition Feed(Ecosystem ecosystem, Uri upstream) =>
        new() { Name = ecosystem.Name(), Ecosystem = ecosystem, Mount = $"/{ecosystem.Name()}/", Upstream = upstream, Policy = new FeedPolicy() };

    private void Configure(IServiceCollection services, IInspectionService inspections)
    {
        services.Replace(ServiceDescriptor.Singleton<IInspectionService>(new BorrowedInspections(inspections, _ending.Token)));
        services.AddSingleton<UpstreamConnector>(ConnectAsync);
        services.AddSingleton<IStartupFilter, MadeUpRegistry>();

        // Its jobs have nothing to do here and would cost a scheduler and its threads.
        foreach (ServiceDescriptor job in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(QuartzHostedService)).ToList())
        {
            services.Remove(job);
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socket), cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
