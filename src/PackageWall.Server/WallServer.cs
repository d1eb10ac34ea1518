using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PackageWall.Core;
using PackageWall.Core.Feeds;
using PackageWall.Core.Intake;
using PackageWall.Data;
using PackageWall.Feeds.Definitions;
using PackageWall.Inspection.Signatures;
using PackageWall.Server.Configuration;
using PackageWall.Server.Endpoints;
using PackageWall.Server.Endpoints.Api;
using PackageWall.Server.Endpoints.Why;
using PackageWall.Server.Inspections;
using PackageWall.Server.Metrics;
using PackageWall.Server.Rehearsals;
using PackageWall.Upstreams;

namespace PackageWall.Server;

/// <summary>
/// A running wall: configuration read and checked, data made ready, feeds resolved, endpoints mapped. What is wrong with the
/// configuration is told all at once, and then nothing starts.
/// </summary>
internal sealed class WallServer : IAsyncDisposable
{
    private const int BadConfiguration = 2;

    private WallServer(WebApplication app) => App = app;

    public WebApplication App { get; }

    public WallAddress Address => App.Services.GetRequiredService<WallAddress>();

    /// <summary>Starts, serves until stopped, and gives the process's exit code.</summary>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        (WallServer? server, IReadOnlyList<string> errors) = await StartAsync(args, configure: null, Console.WriteLine, cancellation).ConfigureAwait(false);
        if (server is null)
        {
            foreach (string error in errors)
            {
                await Console.Error.WriteLineAsync("error: " + error).ConfigureAwait(false);
            }

            await Console.Error.WriteLineAsync($"{errors.Count} error{(errors.Count == 1 ? "" : "s")} in the configuration; nothing was started.").ConfigureAwait(false);
            return BadConfiguration;
        }

        await using (server)
        {
            await server.App.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
        }

        return 0;
    }

    /// <summary>Starts a wall.</summary>
    /// <param name="args">Settings as <c>--PACKAGEWALL_DATA …</c>; the environment counts, too.</param>
    /// <param name="configure">Replaces services, for tests: the clock.</param>
    /// <param name="tell">Where the start is told.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<(WallServer? Server, IReadOnlyList<string> Errors)> StartAsync(
        string[] args,
        Action<IServiceCollection>? configure,
        Action<string> tell,
        CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var errors = new List<string>();
        WallSettings settings = WallSettings.Read(builder.Configuration, errors);
        if (settings.Signatures is null)
        {
            // Compiled beside what follows; whoever needs them waits for them.
            _ = Task.Run(() => SignatureSet.Default, cancellation);
        }

        IReadOnlyList<FeedDefinition> definitions = Directory.Exists(settings.Feeds) ? FeedFolder.Read(settings.Feeds, errors) : [];
        errors.AddRange(new DataOptions(settings.Data, settings.Database).Errors());
        SignatureSet? signatures = SignatureFolder.Load(settings.Signatures, errors);
        if (signatures is null || errors.Count > 0)
        {
            return (null, errors);
        }

        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        return await OpenAsync(builder, new WallPlan(settings, signatures, definitions), configure, tell, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Opens a second wall in this process, without a word to anybody: nothing of the environment counts, only the plan.
    /// </summary>
    /// <param name="plan">What it is made of. Its settings name a public address, because its own is of no use to clients.</param>
    /// <param name="socket">Path of the Unix domain socket where it listens; the network cannot reach it.</param>
    /// <param name="configure">Replaces services.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static Task<(WallServer? Server, IReadOnlyList<string> Errors)> OpenPrivateAsync(
        WallPlan plan, string socket, Action<IServiceCollection> configure, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenUnixSocket(socket);
        });
        builder.Services.AddRoutingCore();
        return OpenAsync(builder, plan, configure, _ => { }, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync().ConfigureAwait(false);
        await App.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<(WallServer? Server, IReadOnlyList<string> Errors)> OpenAsync(
        WebApplicationBuilder builder, WallPlan plan, Action<IServiceCollection>? configure, Action<string> tell, CancellationToken cancellation)
    {
        WallSettings settings = plan.Settings;
        var errors = new List<string>();
        builder.Services.AddPackageWall(settings, plan.Signatures);

        // The feeds need the sources, and those the stores: they are resolved below, before the first request.
        FeedCatalog? catalog = null;
        builder.Services.AddSingleton(_ => catalog ?? throw new InvalidOperationException("The feeds are not resolved yet."));
        configure?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        try
        {
            DataStartup data = app.Services.GetRequiredService<DataStartup>();
            await data.PrepareAsync(cancellation).ConfigureAwait(false);
            _ = data.WarmUpAsync();
            StageFolder.DeleteLeftover(settings.Data);
        }
        catch (DataFolderInUseException inUse)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            return (null, [inUse.Message]);
        }

        tell("PackageWall: feeds");
        Uri own = settings.PublicUrl ?? Reachable(settings.Urls.Split(';')[0]);
        IReadOnlyList<Feed> feeds = await UpstreamResolver.ResolveAsync(
            plan.Feeds, builder.Configuration, app.Services.GetRequiredService<PackageSourceFactory>(), own, errors, tell, cancellation).ConfigureAwait(false);
        if (errors.Count > 0)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            return (null, errors);
        }

        catalog = new FeedCatalog(feeds);
        app.Services.GetRequiredService<WallAddress>().Set(own);
        Rehearsal rehearsal = app.Services.GetRequiredService<Rehearsal>();
        app.Use(rehearsal.GiveWay);
        app.UseMiddleware<FeedMiddleware>();
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapReadiness();
        app.MapWhy();
        app.MapReviews();
        app.MapAudit();
        app.MapMetrics();
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            return (null, [$"PACKAGEWALL_URLS: cannot listen on {settings.Urls}: {failure.Message}"]);
        }

        app.Services.GetRequiredService<ProcessMetrics>().Listens();
        app.Services.GetRequiredService<WallAddress>().Set(settings.PublicUrl ?? Reachable(Listening(app)));
        (app.Services.GetRequiredService<IInspectionService>() as WorkerInspections)?.WarmUp();
        tell($"PackageWall listens on {settings.Urls}; clients use {app.Services.GetRequiredService<WallAddress>().Base}; data in {settings.Data}");
        rehearsal.Begin();
        return (new WallServer(app), []);
    }

    private static string Listening(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    // An address to listen on may be all addresses; clients need one.
    private static Uri Reachable(string listen) =>
        new(listen.Replace("://*", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://+", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal));
}
